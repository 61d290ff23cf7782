import type { ClientRequest, IncomingMessage } from 'node:http'
import { FailureError } from '../../shared/failure.ts'
import { answerFailure, isPassing, parseStatus } from '../cluster/api-failure.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import type { PodTarget } from './pod-target.ts'

/** How long the API server and the kubelet may take to accept a tunnel, in ms. */
export const handshakeTimeout = 10_000
const maxErrorBody = 64 * 1024

/** The path of `pods/portforward` below the server's URL. Only the channel protocol reads the port from it. */
export function portForwardPath({ namespace, pod, port }: PodTarget): string {
  return `/api/v1/namespaces/${namespace}/pods/${pod}/portforward?ports=${port}`
}

/** The path of a cluster's URL, where the API server stands behind one. */
export function basePath(url: URL): string {
  return url.pathname.replace(/\/$/, '')
}

/** Why a tunnel was not accepted in time. */
export function handshakeLate({ server }: ClusterAccess): FailureError {
  return new FailureError('connection-timeout', `${server} did not open a tunnel in ${handshakeTimeout / 1000} s.`)
}

/**
 * Whether a handshake may be tried again at once: the API server may close a kept connection just as it is used again.
 * After silence there is no time for that, and the next kept connection would be silent too.
 */
export function mayDialAgain(error: unknown, request: ClientRequest | undefined): boolean {
  const late = error instanceof FailureError && error.failure.code === 'connection-timeout'
  return request?.reusedSocket === true && !(error instanceof HandshakeRefused) && !late
}

/** The API server or the kubelet answered, but not with a tunnel. */
export class HandshakeRefused extends Error {
  readonly status: number
  readonly body: string

  constructor(status: number, body: string) {
    super(body)
    this.status = status
    this.body = body
  }

  static async of(response: IncomingMessage): Promise<HandshakeRefused> {
    return new HandshakeRefused(response.statusCode ?? 0, await readText(response).catch(() => ''))
  }

  /** The user may not: said by the API server, and not by a kubelet that answers 403 to a protocol. */
  get forbidden(): boolean {
    return this.status === 403 && parseStatus(this.body) !== undefined
  }

  /** The refusal may be about the protocol: the API server's own are a Status of another code, who is too busy says 429 or 5xx. */
  get ofProtocol(): boolean {
    return this.status === 400 || (!isPassing(this.status) && parseStatus(this.body) === undefined)
  }

  failure(): FailureError {
    if (this.status === 404) {
      return new FailureError('no-endpoints', `The pod is gone: ${parseStatus(this.body)?.message ?? this.body}`)
    }
    if (this.status === 101) return new FailureError('api-server-error', `Port-forward is not offered: ${this.body}.`)
    return answerFailure(this.status, this.body)
  }
}

/** The API server does not know the user, or not any more. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof HandshakeRefused && error.status === 401
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue
    chunks.push(chunk)
    length += chunk.length
    if (length > maxErrorBody) break
  }
  return Buffer.concat(chunks).toString('utf8')
}
