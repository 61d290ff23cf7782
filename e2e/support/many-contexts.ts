import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { type DemoCluster, startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { selfSignedCertificate } from '../../electron/demo/tls/certificate.ts'

/** Why a server does not answer. */
export type Ailment = 'refused' | 'black-holed' | 'dns' | 'tls'
const ailments: readonly Ailment[] = ['refused', 'black-holed', 'dns', 'tls']

export interface ManyContexts {
  /** Names of contexts that work, of those that do not, and of those that nobody touches. */
  readonly live: readonly string[]
  readonly dead: readonly string[]
  readonly others: readonly string[]
  /** A kubeconfig with all of them, and one for each live context alone. */
  readonly kubeconfig: string
  readonly alone: Readonly<Record<string, string>>
  /** All contexts again, with a current one. */
  withCurrent(context: string): Promise<string>
  /** Connections so far to each server that can count them, by context. */
  connections(): Record<string, number>
  close(): Promise<void>
}

interface Place {
  name: string
  server: string
  user: Record<string, unknown>
  ca?: string
}

/** Starts `live` clusters and as many servers as it takes for `total` contexts, `dead` of which cannot be reached. */
export async function startManyContexts({ total = 50, live = 3, dead = 10 } = {}): Promise<ManyContexts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-contexts-'))
  const counts: Record<string, number> = {}
  const closing: (() => Promise<void>)[] = []
  const listening = async (name: string, server: net.Server, connected: (socket: net.Socket) => void) => {
    counts[name] = 0
    const open = new Set<net.Socket>()
    server.on('connection', (socket: net.Socket) => {
      counts[name] = (counts[name] ?? 0) + 1
      open.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
      connected(socket)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    })
    return (server.address() as net.AddressInfo).port
  }

  const places: Place[] = []
  for (let at = 0; at < live; at++) {
    const name = `live-${at}`
    const cluster = await liveCluster(name)
    closing.push(() => cluster.close())
    const port = await listening(name, net.createServer(), (socket) =>
      relay(socket, Number(new URL(cluster.server).port)),
    )
    places.push({ name, server: `https://127.0.0.1:${port}`, user: { token: cluster.token }, ca: cluster.ca })
  }
  for (let at = 0; at < dead; at++) {
    const ailment = ailments[at % ailments.length] ?? 'refused'
    const name = `${ailment}-${at}`
    const token = name
    if (ailment === 'refused') places.push({ name, server: `https://127.0.0.1:${await closedPort()}`, user: { token } })
    else if (ailment === 'dns') places.push({ name, server: `https://${name}.invalid`, user: { token } })
    else {
      const server = ailment === 'tls' ? tls.createServer(selfSignedCertificate('nobody')) : net.createServer()
      server.on('tlsClientError', () => undefined)
      const port = await listening(name, server, () => undefined)
      places.push({ name, server: `https://127.0.0.1:${port}`, user: { token } })
    }
  }
  for (let at = places.length; at < total; at++) {
    const name = `other-${at}`
    const port = await listening(name, net.createServer(), () => undefined)
    places.push({ name, server: `https://127.0.0.1:${port}`, user: { token: name } })
  }

  const write = async (file: string, some: readonly Place[], current = ''): Promise<string> => {
    const target = path.join(folder, file)
    await writeFile(target, kubeconfig(some, current))
    return target
  }
  const names = places.map(({ name }) => name)
  const alone: Record<string, string> = {}
  for (const place of places.slice(0, live)) alone[place.name] = await write(place.name, [place], place.name)
  return {
    live: names.slice(0, live),
    dead: names.slice(live, live + dead),
    others: names.slice(live + dead),
    kubeconfig: await write('all', places),
    alone,
    withCurrent: (context) => write(`current-${context}`, places, context),
    connections: () => ({ ...counts }),
    async close() {
      await Promise.all(closing.map((close) => close()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** With enough Services for a list to be a list. */
async function liveCluster(name: string): Promise<DemoCluster> {
  const cluster = await startDemoCluster({ workloads: false })
  for (let at = 0; at < 200; at++) {
    cluster.createService({ namespace: `team-${at % 10}`, name: `${name}-${at}`, ports: [{ name: 'http', port: 80 }] })
  }
  return cluster
}

function relay(socket: net.Socket, port: number): void {
  const upstream = net.connect(port, '127.0.0.1')
  upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy())
  socket.on('close', () => upstream.destroy())
  socket.pipe(upstream).pipe(socket)
}

async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function kubeconfig(places: readonly Place[], current: string): string {
  return JSON.stringify({
    'current-context': current,
    clusters: places.map(({ name, server, ca }) => ({
      name,
      cluster: {
        server,
        ...(ca !== undefined && { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
      },
    })),
    users: places.map(({ name, user }) => ({ name, user })),
    contexts: places.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
  })
}
