import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'
import type { Listed } from './exchange.ts'

const said = (code: number, message: string | undefined, listed?: Listed) =>
  diagnose(code, { kind: 'Status', apiVersion: 'v1', ...(message !== undefined && { message }) }, listed)

describe('diagnose', () => {
  it.each([
    [401, 'Unauthorized', 'credentials-rejected'],
    [403, 'services "web" is forbidden: User "me" cannot get resource "services/proxy"', 'forbidden'],
    [403, 'no endpoints available for service "web"', 'forbidden'],
    [503, 'no service port 81 found for service "web"', 'no-such-port'],
    [503, 'no endpoints available for service "web:http"', 'no-endpoints'],
    [404, 'services "web" not found', 'no-such-service'],
    [404, 'namespaces "apps" not found', 'no-such-service'],
    [503, 'error trying to reach service: tls: first record does not look like a TLS handshake', 'wrong-scheme'],
    [503, 'error trying to reach service: http: server gave HTTP response to HTTPS client', 'wrong-scheme'],
    [
      503,
      'error trying to reach service: net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15"',
      'not-http',
    ],
    [503, 'error trying to reach service: malformed HTTP version "SSH-2.0"', 'not-http'],
    [503, 'error trying to reach service: EOF', 'not-http'],
    [503, 'error trying to reach service: dial tcp 10.0.0.1:80: connect: connection refused', 'service-unreachable'],
    [503, 'error trying to reach service: dial tcp 10.0.0.1:80: i/o timeout', 'service-unreachable'],
    [500, 'etcdserver: request timed out', 'api-server-error'],
    [400, 'invalid service request "x"', 'api-server-error'],
  ])('%i %s: %s', (code, message, kind) => {
    expect(said(code, message)).toMatchObject({ code: kind, message })
  })

  it.each<[string, Listed, string]>([
    ['is in the list', true, 'no-endpoints'],
    ['has some that are ready, so no Pods', 'ready', 'no-pods'],
    ['may be there', undefined, 'no-endpoints'],
    ['is not in the list', false, 'no-such-service'],
  ])('takes no endpoints for what it is where the Service %s', (_name, listed, kind) => {
    expect(said(503, 'no endpoints available for service "web"', listed).code).toBe(kind)
    expect(said(503, 'error trying to reach service: EOF', listed).code).toBe('not-http')
  })

  it('marks the API server’s words where they do not fit the title', () => {
    const message = 'no endpoints available for service "nope"'
    expect(said(503, message, false).message).toBe(`The API server says: ${message}`)
    expect(said(503, message, true).message).toBe(message)
  })

  it('says something where the API server does not', () => {
    expect(said(403, undefined).message).toBe('The cluster does not allow this.')
    expect(said(500, '').message).toBe('The API server has a problem.')
  })
})
