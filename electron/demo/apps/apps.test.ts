import { once } from 'node:events'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { selfSignedCertificate } from '../tls/certificate.ts'
import { startHttpApp, type App } from './app-server.ts'
import { Browser } from './browser.ts'
import { startCart } from './cart.ts'
import { startLedger } from './ledger/ledger.ts'
import { goods } from './storefront/goods.ts'
import { startStorefront } from './storefront/storefront.ts'
import { startDns, startDnsMetrics, startGrpc, startMetricsServer, startPostgres } from './strangers.ts'

async function browse(starting: Promise<App>, scheme = 'http'): Promise<Browser> {
  const app = await starting
  onTestFinished(() => app.close())
  return new Browser(`${scheme}://127.0.0.1:${app.port}`)
}

async function talk(starting: Promise<App>, bytes: Uint8Array): Promise<Buffer> {
  const app = await starting
  onTestFinished(() => app.close())
  const socket = connect(app.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(bytes)
  return buffer(socket)
}

describe('applications of the demo', () => {
  it('ledger says which TLS connection it was asked over', async () => {
    const { body } = await (await browse(startLedger(selfSignedCertificate('ledger')), 'https')).visit('/')
    expect(body).toContain('<title>Ledger</title>')
    expect(body).toContain('TLSv1.3')
    expect(body).toMatch(/([0-9A-F]{2}:){16}<wbr>([0-9A-F]{2}:){15}[0-9A-F]{2}/)
  })

  it('storefront links to a page of each of its goods', async () => {
    const browser = await browse(startStorefront())
    const { body } = await browser.visit('/')
    for (const { slug, name } of goods) {
      expect(body).toContain(`href="/goods/${slug}"`)
      expect((await browser.visit(`/goods/${slug}`)).body).toContain(`<title>${name}: Harbour Goods</title>`)
    }
    expect((await browser.visit('/goods/nothing')).status).toBe(404)
  })

  it('cart is JSON alone', async () => {
    const browser = await browse(startCart())
    expect(JSON.parse((await browser.visit('/v1/cart')).body)).toMatchObject({ currency: 'EUR', total: 141 })
    expect(await browser.visit('/toString')).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/json' },
    })
  })

  it.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'invalid length of startup packet'],
    ['its own protocol', Buffer.from('0000000800030000', 'hex'), 'a drawing of one'],
  ])('postgres answers %s with an ErrorResponse', async (_, bytes, message) => {
    const answer = await talk(startPostgres(), bytes)
    expect(answer[0]).toBe('E'.charCodeAt(0))
    expect(answer.readUInt32BE(1)).toBe(answer.length - 1)
    expect(answer.toString()).toContain(message)
  })

  it('postgres refuses encryption, and says the rest in plain text', async () => {
    const app = await startPostgres()
    onTestFinished(() => app.close())
    const socket = connect(app.port, '127.0.0.1')
    for (const request of ['0000000804d21630', '0000000804d2162f']) {
      socket.write(Buffer.from(request, 'hex'))
      expect(String((await once(socket, 'data'))[0])).toBe('N')
    }
    socket.write(Buffer.from('0000000800030000', 'hex'))
    expect((await buffer(socket)).toString()).toContain('a drawing of one')
  })

  it('gRPC answers HTTP/1 with SETTINGS and GOAWAY', async () => {
    expect((await talk(startGrpc(), Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toString('hex')).toBe(
      ['000000', '04', '00', '00000000', '000008', '07', '00', '00000000', '00000000', '00000001'].join(''),
    )
  })

  it('DNS closes on what is no query', async () => {
    expect(await talk(startDns(), Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toHaveLength(0)
  })

  it('CoreDNS has metrics and nothing else', async () => {
    const browser = await browse(startDnsMetrics())
    expect((await browser.visit('/metrics')).body).toContain('coredns_plugin_enabled 1')
    expect((await browser.visit('/')).status).toBe(404)
  })

  it('metrics-server knows nobody', async () => {
    const browser = await browse(startMetricsServer(selfSignedCertificate('x')), 'https')
    const { status, body } = await browser.visit('/apis')
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({ message: 'forbidden: User "system:anonymous" cannot get path "/apis"' })
  })
})

describe('startHttpApp', () => {
  it('answers 500 where a handler throws', async () => {
    const browser = await browse(
      startHttpApp(() => {
        throw new Error('broken')
      }),
    )
    expect(await browser.visit('/')).toMatchObject({ status: 500, body: 'Error: broken' })
  })
})
