import type { Certificate } from '../tls/certificate.ts'
import { type App, startHttpApp, startTcpApp } from './app-server.ts'
import { metricsText } from './metrics.ts'
import { send } from './page.ts'

// Backends without a page: what answers on the ports of a cluster that are not for browsers.

/** A PostgreSQL server as a stranger meets it: it refuses the first bytes with an ErrorResponse of its own protocol. */
export function startPostgres(): Promise<App> {
  return startTcpApp((bytes) => {
    const isStartup = bytes.length >= 8 && bytes.readUInt32BE(0) === bytes.length
    const message = isStartup
      ? 'the database of the demo cluster is a drawing of one'
      : 'invalid length of startup packet'
    const fields = `SFATAL\0VFATAL\0C08P01\0M${message}\0\0`
    const head = Buffer.alloc(5, 'E')
    head.writeUInt32BE(fields.length + 4, 1)
    return Buffer.concat([head, Buffer.from(fields)])
  }, refusesEncryption)
}

/** SSLRequest and GSSENCRequest, with which libpq begins: N, and the client goes on in plain text. */
function refusesEncryption(bytes: Buffer): string | undefined {
  return bytes.length === 8 && [80877103, 80877104].includes(bytes.readUInt32BE(4)) ? 'N' : undefined
}

/** A gRPC server to an HTTP/1 client: an empty SETTINGS frame, then GOAWAY with PROTOCOL_ERROR (RFC 9113, 6.5, 6.8). */
export function startGrpc(): Promise<App> {
  return startTcpApp(() => Buffer.from('000000040000000000' + '0000080700000000000000000000000001', 'hex'))
}

/** DNS over TCP: closes on what is no query. */
export function startDns(): Promise<App> {
  return startTcpApp(() => new Uint8Array())
}

/** CoreDNS' metrics port. */
export function startDnsMetrics(): Promise<App> {
  return startHttpApp((request, response) => {
    if (request.url !== '/metrics') {
      send(response, 404, 'text/plain; charset=utf-8', '404 page not found\n')
      return
    }
    const text = metricsText({
      coredns_plugin_enabled: ['gauge', 'Whether a plugin is enabled on a server', 1],
      coredns_cache_entries: ['gauge', 'Elements in the cache', 214],
      coredns_dns_requests_total: ['counter', 'DNS requests', 48_211],
    })
    send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', text)
  })
}

/** metrics-server: HTTPS, and nothing for somebody it does not know. */
export function startMetricsServer(certificate: Certificate): Promise<App> {
  return startHttpApp((request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    const status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `forbidden: User "system:anonymous" cannot get path "${path}"`,
      reason: 'Forbidden',
      details: {},
      code: 403,
    }
    send(response, 403, 'application/json', `${JSON.stringify(status, null, 2)}\n`)
  }, certificate)
}
