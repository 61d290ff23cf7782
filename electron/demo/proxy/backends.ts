import { Agent as HttpAgent, type ClientRequest, type RequestOptions, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { ProxyTarget } from './resolve.ts'

/**
 * The demo cluster's network: pods have made-up addresses, and what listens there is a server on a loopback port.
 * As the API server does, it trusts any certificate of a backend.
 */
export class Backends {
  readonly #ports = new Map<string, number>()
  readonly #http = new HttpAgent({ keepAlive: true })
  readonly #https = new HttpsAgent({ keepAlive: true, rejectUnauthorized: false })

  /** From now on `ip:port` is the server on this loopback port. */
  attach(ip: string, port: number, localPort: number): void {
    this.#ports.set(`${ip}:${port}`, localPort)
  }

  /** An HTTP request to a pod, not yet sent. An address where nothing listens refuses the connection. */
  request(target: ProxyTarget, options: RequestOptions): ClientRequest {
    const where = { ...options, host: '127.0.0.1', port: this.#portOf(target) }
    return target.tls ? requestHttps({ ...where, agent: this.#https }) : requestHttp({ ...where, agent: this.#http })
  }

  /** A connection to a pod, for what is not plain HTTP. `onConnected` comes after the TLS handshake, if there is one. */
  connect(target: ProxyTarget, onConnected: () => void): Socket {
    const where = { host: '127.0.0.1', port: this.#portOf(target) }
    return target.tls
      ? connectTls({ ...where, rejectUnauthorized: false }, onConnected)
      : connectTcp(where, onConnected)
  }

  close(): void {
    this.#http.destroy()
    this.#https.destroy()
  }

  // Port 1 of loopback (tcpmux) is where nothing listens: connecting fails as it would to such a pod.
  #portOf({ ip, port }: ProxyTarget): number {
    return this.#ports.get(`${ip}:${port}`) ?? 1
  }
}

/** A failure to reach a backend in the words of Go's net package, which people know from `kubectl proxy`. */
export function goError(error: NodeJS.ErrnoException, { ip, port }: ProxyTarget): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return `dial tcp ${ip}:${port}: connect: connection refused`
    case 'ECONNRESET':
      return error.message === 'socket hang up' ? 'EOF' : 'read: connection reset by peer'
    case 'EPROTO':
      return 'tls: first record does not look like a TLS handshake'
    case undefined:
    default:
      return error.code?.startsWith('HPE_') === true ? malformedResponse(error) : error.message
  }
}

/** What Go's http.ReadResponse finds wrong with a first line, in its order. */
function malformedResponse({ rawPacket }: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }): string {
  const [line = ''] = (rawPacket?.toString('latin1') ?? '').split(/\r?\n/)
  const [protocol, code] = line.split(/ +/)
  const wrong =
    code === undefined
      ? `malformed HTTP response ${quoted(line)}`
      : /^\d{3}$/.test(code)
        ? `malformed HTTP version ${quoted(protocol ?? '')}`
        : `malformed HTTP status code ${quoted(code)}`
  return `net/http: HTTP/1.x transport connection broken: ${wrong}`
}

/** As Go's %q writes bytes. */
function quoted(bytes: string): string {
  const hex = (char: string): string => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
  return `"${bytes.replace(/["\\]/g, '\\$&').replace(/[^ -~]/g, hex)}"`
}
