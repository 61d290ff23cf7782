import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import type { Probe } from '../../shared/probe.ts'
import { startHttpApp, startTcpApp, type App } from '../demo/apps/app-server.ts'
import { startDemoCluster, type DemoCluster } from '../demo/demo-cluster.ts'
import { selfSignedCertificate } from '../demo/tls/certificate.ts'
import type { Core } from '../window/core.ts'
import { createCore } from './create-core.ts'

// The whole way: contract → engine → an API server's service proxy → real servers.

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const certificate = selfSignedCertificate('probed')
const html = { 'content-type': 'text/html; charset=utf-8' }
const icon = Buffer.from('89504e470d0a1a0a', 'hex')
const page = (head: string): Handler => {
  return (_request, response) => void response.writeHead(200, html).end(`<!doctype html><head>${head}`)
}

let cluster: DemoCluster
let core: Core
let folder: string
let asked: string[]
const apps: { close: () => unknown }[] = []

beforeAll(async () => {
  cluster = await startDemoCluster({ workloads: false })
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-probe-'))
  const kubeconfig = path.join(folder, 'config')
  await writeFile(kubeconfig, cluster.kubeconfig)
  core = await createCore({ kubeconfig, context: undefined, port: 0, demo: false })
})
afterAll(async () => {
  await core.close()
  await cluster.close()
  await Promise.all(apps.map((app) => app.close()))
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  asked = []
})

let count = 0

/** Puts a server behind a new Service. */
async function serve(app: App, port: { name?: string; port?: number; appProtocol?: string } = {}): Promise<string> {
  apps.push(app)
  const name = `probed-${++count}`
  const { name: portName = 'main', port: number = 5000, ...rest } = port
  cluster.createService({
    namespace: 'apps',
    name,
    ports: [{ name: portName, port: number, localPort: app.port, ...rest }],
  })
  await listed(name)
  return name
}

async function serveHttp(handler: Handler, tls = false, port?: Parameters<typeof serve>[1]): Promise<string> {
  const app = await startHttpApp(
    (request, response) => {
      asked.push(request.url ?? '')
      handler(request, response)
    },
    tls ? certificate : undefined,
  )
  return await serve(app, port)
}

/** Settles when the list of the cluster has the Service with its endpoint. */
async function listed(name: string, ready = 1): Promise<void> {
  await expect
    .poll(() => {
      const { rows } = JSON.parse(core.channels['services.snapshot']({ cluster: 'demo' }) as string) as {
        rows: { name: string; ready: number | null }[]
      }
      return rows.find((row) => row.name === name)?.ready
    })
    .toBe(ready)
}

const probe = async (name: string): Promise<Probe> =>
  await core.channels['service.probe']({ cluster: 'demo', namespace: 'apps', name, port: '' })

describe('a page', () => {
  it('is told with its title and its icon', async () => {
    const name = await serveHttp((request, response) => {
      if (request.url === '/static/i.png') response.writeHead(200, { 'content-type': 'image/png' }).end(icon)
      else page('<title>Graf&amp;ana</title><link rel=icon href=static/i.png>')(request, response)
    })
    expect(await probe(name)).toEqual({
      speaks: 'http',
      status: 200,
      title: 'Graf&ana',
      favicon: `data:image/png;base64,${icon.toString('base64')}`,
    })
    expect(asked).toEqual(['/', '/static/i.png'])
  })

  it('is looked for behind redirects of its own', async () => {
    const name = await serveHttp((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/login?next=%2F' }).end()
      else if (request.url?.startsWith('/login')) page('<title>Sign in</title>')(request, response)
      else response.writeHead(404).end()
    })
    expect(await probe(name)).toEqual({ speaks: 'http', status: 200, title: 'Sign in', favicon: null })
    expect(asked).toEqual(['/', '/login?next=%2F', '/favicon.ico'])
  })

  it.each([
    ['another host', 'http://example.invalid/'],
    ['another scheme', 'https://example.invalid/'],
    ['itself, without end', '/'],
  ])('is not followed to %s', async (_where, location) => {
    const name = await serveHttp((_request, response) => void response.writeHead(301, { location }).end())
    expect(await probe(name)).toEqual({ speaks: 'http', status: 301, title: null, favicon: null })
    expect(asked).toHaveLength(location === '/' ? 4 : 1)
  })

  it('that is an error has a status, but no title', async () => {
    const name = await serveHttp((_request, response) => void response.writeHead(404, html).end('<title>404</title>'))
    expect(await probe(name)).toEqual({ speaks: 'http', status: 404, title: null, favicon: null })
  })

  it('that never ends is read as far as its title', async () => {
    const name = await serveHttp((_request, response) => {
      response.writeHead(200, html).write('<title>Endless</title>')
      const more = setInterval(() => response.write(' '.repeat(16_384)), 1)
      response.once('close', () => clearInterval(more))
    })
    expect(await probe(name)).toMatchObject({ speaks: 'http', title: 'Endless' })
  })

  it.each([
    ['too large', 'image/png', Buffer.alloc(64 * 1024 + 1)],
    ['no image', 'text/html', icon],
    ['empty', 'image/png', Buffer.alloc(0)],
  ])('does without an icon that is %s', async (_fault, type, body) => {
    const name = await serveHttp((request, response) => {
      if (request.url === '/favicon.ico') response.writeHead(200, { 'content-type': type }).end(body)
      else page('')(request, response)
    })
    expect(await probe(name)).toEqual({ speaks: 'http', status: 200, title: null, favicon: null })
  })

  it('behind TLS is HTTPS', async () => {
    const name = await serveHttp(page('<title>Ledger</title>'), true, { name: 'https' })
    expect(await probe(name)).toMatchObject({ speaks: 'https', title: 'Ledger' })
  })
})

describe('a port', () => {
  it('named like HTTPS that speaks HTTP is HTTP', async () => {
    const name = await serveHttp(page(''), false, { name: 'https' })
    expect(await probe(name)).toMatchObject({ speaks: 'http' })
  })

  it('named like HTTP that speaks TLS is HTTPS', async () => {
    const name = await serveHttp(page('<title>Vault</title>'), true, { name: 'http' })
    expect(await probe(name)).toMatchObject({ speaks: 'https', status: 200, title: 'Vault' })
  })

  it('whose application answers with a Status of its own is HTTP', async () => {
    const status = {
      kind: 'Status',
      apiVersion: 'v1',
      message: 'forbidden: User "system:anonymous" cannot get path "/"',
    }
    const name = await serveHttp((_request, response) => {
      response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(status))
    })
    expect(await probe(name)).toEqual({ speaks: 'http', status: 403, title: null, favicon: null })
  })

  it('that takes nothing but an upgrade is a WebSocket', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const name = await serve({ port, close: () => new Promise((resolve) => server.close(() => resolve())) })
    expect(await probe(name)).toEqual({ speaks: 'websocket' })
  })

  it('that talks of an upgrade but takes none is HTTP', async () => {
    const name = await serveHttp((_request, response) => void response.writeHead(400).end('Upgrade your browser'))
    expect(await probe(name)).toMatchObject({ speaks: 'http', status: 400 })
  })

  it('that begins with HTTP/2 settings is gRPC, whatever it is called', async () => {
    // What Go's gRPC servers say first: SETTINGS with a limit of their own.
    const settings = Buffer.from('0000060400000000000005000040000000000400000000', 'hex')
    const name = await serve(await startTcpApp(() => settings))
    expect(await probe(name)).toEqual({ speaks: 'grpc' })
  })

  it('that is called after a protocol of its own is TCP, and hears no HTTP', async () => {
    const handler: Handler = (_request, response) => void response.end('-ERR')
    expect(await probe(await serveHttp(handler, false, { name: 'tcp-redis' }))).toEqual({ speaks: 'tcp' })
    expect(await probe(await serveHttp(handler, false, { name: 'main', port: 3306 }))).toEqual({ speaks: 'tcp' })
    expect(asked).toEqual([])
  })

  it('that greets in a protocol of its own is TCP', async () => {
    const name = await serve(await startTcpApp(() => Buffer.from("-ERR unknown command 'GET'\r\n")))
    expect(await probe(name)).toEqual({ speaks: 'tcp' })
  })

  it('that closes on HTTP is TCP, and gRPC where it is declared so', async () => {
    const closing = () => startTcpApp(() => Buffer.alloc(0))
    expect(await probe(await serve(await closing()))).toEqual({ speaks: 'tcp' })
    expect(await probe(await serve(await closing(), { name: 'grpc' }))).toEqual({ speaks: 'grpc' })
    expect(await probe(await serve(await closing(), { appProtocol: 'kubernetes.io/h2c' }))).toEqual({ speaks: 'grpc' })
  })
})

it('of the API server itself, whose endpoint is no Pod, says so rather than that nothing is ready', async () => {
  const port = { cluster: 'demo', namespace: 'default', name: 'kubernetes', port: '' }
  expect(await core.channels['service.probe'](port)).toMatchObject({
    speaks: 'unreachable',
    failure: { code: 'no-pods' },
  })
})

describe('what is known', () => {
  it('is not asked again, nor twice at the same time', async () => {
    const name = await serveHttp((_request, response) => void response.end('ok'))
    await Promise.all([probe(name), probe(name)])
    await probe(name)
    expect(asked).toEqual(['/'])
  })

  it('holds although the way to the port was learned while it was asked', async () => {
    const name = await serveHttp((_request, response) => void response.end('ok'), false, { name: 'https' })
    await probe(name)
    await probe(name)
    expect(asked).toEqual(['/'])
  })

  it('is dropped when the endpoints of the Service change', async () => {
    const name = await serveHttp((_request, response) => void response.end('ok'))
    expect(await probe(name)).toMatchObject({ speaks: 'http' })
    cluster.setEndpointReady('apps', name, 0, false)
    await listed(name, 0)
    expect(await probe(name)).toMatchObject({ speaks: 'unreachable', failure: { code: 'no-endpoints' } })
    cluster.setEndpointReady('apps', name, 0, true)
    await listed(name, 1)
    expect(await probe(name)).toMatchObject({ speaks: 'http' })
    expect(asked).toEqual(['/', '/'])
  })
})

it('is asked anew when the user wants the port reached otherwise', async () => {
  const name = await serveHttp((_request, response) => void response.end('ok'))
  expect(await probe(name)).toMatchObject({ speaks: 'http' })
  const service = { cluster: 'demo', namespace: 'apps', name, port: '' }
  await core.channels['service.setProfile']({ service, set: { scheme: 'https' } })
  expect((await probe(name)).speaks).not.toBe('http')
  await core.channels['service.setProfile']({ service, set: {} })
  expect(await probe(name)).toMatchObject({ speaks: 'http' })
})

it('what cannot be asked fails', async () => {
  cluster.createService({ namespace: 'apps', name: 'names', ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] })
  await listed('names')
  await expect(probe('names')).rejects.toThrow('no TCP port')
  await expect(probe('nobody')).rejects.toThrow('not in the list')
})
