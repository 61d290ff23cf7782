import { describe, expect, it } from 'vitest'
import { goError } from './backends.ts'

const target = { tls: false, ip: '10.244.1.2', port: 8080 }

describe('goError', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'dial tcp 10.244.1.2:8080: connect: connection refused'],
    [{ code: 'ECONNRESET', message: 'socket hang up' }, 'EOF'],
    [{ code: 'ECONNRESET', message: 'read ECONNRESET' }, 'read: connection reset by peer'],
    [{ code: 'EPROTO' }, 'tls: first record does not look like a TLS handshake'],
    [{ message: 'something else' }, 'something else'],
  ])('%j', (properties, message) => {
    expect(goError(Object.assign(new Error(), properties), target)).toBe(message)
  })

  it.each([
    ['hello\r\nthere', 'malformed HTTP response "hello"'],
    ['hello there', 'malformed HTTP status code "there"'],
    ['SIP/2.0 200 OK', 'malformed HTTP version "SIP/2.0"'],
    ['E\0\0"\\\u00ff', 'malformed HTTP response "E\\x00\\x00\\"\\\\\\xff"'],
  ])('quotes what is no HTTP: %j', (bytes, message) => {
    const error = Object.assign(new Error(), { code: 'HPE_INVALID_CONSTANT', rawPacket: Buffer.from(bytes, 'latin1') })
    expect(goError(error, target)).toBe(`net/http: HTTP/1.x transport connection broken: ${message}`)
  })
})
