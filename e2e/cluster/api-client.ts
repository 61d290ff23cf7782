import { Agent, request } from 'node:https'
import { text } from 'node:stream/consumers'

/** Where the API server is and who asks. */
export interface ApiAccess {
  readonly server: string
  /** PEM. */
  readonly certificateAuthority: string
  readonly token: string
}

export interface ApiAnswer {
  readonly status: number
  /** The parsed JSON, or the text where it is none. */
  readonly body: unknown
}

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A small JSON client for the Kubernetes API, for preparing a test's cluster. */
export interface ApiClient {
  /** Any answer, whatever its status. A PATCH is a merge patch. Rejects when there is no answer. */
  request(method: ApiMethod, path: string, body?: unknown): Promise<ApiAnswer>
  /** The body of a 2xx answer; throws the server's message otherwise, except for the statuses in `accept`. */
  expect(method: ApiMethod, path: string, body?: unknown, accept?: readonly number[]): Promise<unknown>
  close(): void
}

const timeoutMs = 30_000

/** Keeps up to 8 connections open until it is closed. */
export function createApiClient(access: ApiAccess): ApiClient {
  const agent = new Agent({ ca: access.certificateAuthority, keepAlive: true, maxSockets: 8 })
  const ask: ApiClient['request'] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? undefined : JSON.stringify(body)
      const outgoing = request(new URL(path, access.server), {
        method,
        agent,
        timeout: timeoutMs,
        headers: {
          authorization: `Bearer ${access.token}`,
          accept: 'application/json',
          ...(sent === undefined
            ? {}
            : { 'content-type': contentType(method), 'content-length': Buffer.byteLength(sent) }),
        },
      })
      outgoing.once('error', reject)
      outgoing.once('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer in ${timeoutMs} ms`)))
      outgoing.once('response', (incoming) => {
        text(incoming).then((answer) => resolve({ status: incoming.statusCode ?? 0, body: parsed(answer) }), reject)
      })
      outgoing.end(sent)
    })
  return {
    request: ask,
    async expect(method, path, body, accept = []) {
      const answer = await ask(method, path, body)
      if (answer.status >= 300 && !accept.includes(answer.status)) {
        throw new Error(`${method} ${path}: ${answer.status} ${messageOf(answer.body)}`)
      }
      return answer.body
    },
    close: () => agent.destroy(),
  }
}

function contentType(method: ApiMethod): string {
  return method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return answer
  }
}

/** The `message` of a Kubernetes Status, or what else an application behind the service proxy said. */
function messageOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message)
  return typeof body === 'string' ? body : JSON.stringify(body)
}
