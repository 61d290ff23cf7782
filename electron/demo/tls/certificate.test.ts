import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { selfSignedCertificate } from './certificate.ts'

describe('selfSignedCertificate', () => {
  const made = selfSignedCertificate('porthole-demo', ['demo.example'])
  const parsed = new X509Certificate(made.cert)

  it('is a P-256 certificate signed by its own key, and a CA', () => {
    expect(parsed.subject).toBe('CN=porthole-demo')
    expect(parsed.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' })
    expect(parsed.verify(parsed.publicKey)).toBe(true)
    expect(parsed.ca).toBe(true)
  })

  it('names loopback and what was asked for', () => {
    expect(parsed.subjectAltName).toBe(
      'DNS:localhost, DNS:demo.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    )
    expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  })

  it('is valid now and for about a year', () => {
    const days = (Date.parse(parsed.validTo) - Date.now()) / 86_400_000
    expect(Date.parse(parsed.validFrom)).toBeLessThan(Date.now())
    expect(days).toBeGreaterThan(364)
    expect(days).toBeLessThanOrEqual(365)
  })

  it('differs each time', () => {
    expect(new X509Certificate(selfSignedCertificate('porthole-demo').cert).serialNumber).not.toBe(parsed.serialNumber)
  })

  it.each(['localhost', '127.0.0.1'])('lets a client that trusts it, and only it, connect to %s', async (host) => {
    const server = createServer({ ...made }, (_, response) => response.end('in')).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const trusting = get({ host, port, ca: made.cert, family: 4, agent: false })
    const [response] = (await once(trusting, 'response')) as [NodeJS.ReadableStream & { statusCode: number }]
    expect(response.statusCode).toBe(200)
    response.resume()
    const stranger = get({ host, port, family: 4, agent: false })
    await expect(once(stranger, 'response')).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  })
})
