import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { probePort, type ProbedPort } from './probe-port.ts'

/** A listener that answers as the engine would. */
async function listener(answer: http.RequestListener): Promise<ProbedPort> {
  const server = http.createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    host: `web.default.demo.localhost:${port}`,
    grpc: false,
    scheme: () => Promise.resolve('http'),
    tls: () => Promise.reject(new Error('not asked')),
    learnTls: () => undefined,
  }
}

it('asks as a program does, at the origin of the Service', async () => {
  const requests: http.IncomingMessage[] = []
  const port = await listener((request, response) => {
    requests.push(request)
    response.end()
  })
  await probePort(port, 5000)
  const [{ headers } = { headers: {} as http.IncomingHttpHeaders }] = requests
  expect(headers.host).toBe(port.host)
  expect(headers['user-agent']).toContain('Porthole')
  expect(headers.accept).not.toContain('text/html')
  expect(Object.keys(headers).filter((name) => /^(sec-|cookie|origin|referer|authorization)/.test(name))).toEqual([])
})

it('waits no longer than it may for an answer', async () => {
  const port = await listener(() => undefined)
  expect(await probePort(port, 100)).toMatchObject({
    speaks: 'unreachable',
    failure: { code: 'service-unreachable', message: 'Nothing was answered in 0.1 s.' },
  })
})

it('makes do with the beginning of a page that does not come to its end', async () => {
  const port = await listener((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).write('<title>Slow</title>')
  })
  expect(await probePort(port, 200)).toEqual({ speaks: 'http', status: 200, title: 'Slow', favicon: null })
})

it('keeps the title of a page whose icon does not come', async () => {
  const port = await listener((request, response) => {
    if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Page</title>')
  })
  expect(await probePort(port, 200)).toEqual({ speaks: 'http', status: 200, title: 'Page', favicon: null })
})

it('calls nothing reachable when the listener is gone', async () => {
  const port = await listener(() => undefined)
  expect(await probePort({ ...port, port: 1 }, 1000)).toMatchObject({ speaks: 'unreachable' })
})
