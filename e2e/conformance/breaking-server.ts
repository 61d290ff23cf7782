import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { pipeline, Transform } from 'node:stream'
import type { RealCluster } from '../cluster/real-cluster.ts'

/** One request that came, and what a fault may do with it. */
export interface Asked {
  readonly kind: 'list' | 'watch' | 'other'
  /** Of EndpointSlices rather than Services. */
  readonly slices: boolean
  readonly query: URLSearchParams
  readonly response: http.ServerResponse
  /** Lets the API server answer, each line of it (or each chunk, where it is no watch) changed by `change`. */
  readonly pass: (change?: (line: string) => string) => void
}

/** An API server that breaks: in front of the real one, it answers what a fault says. */
export interface BreakingServer {
  /** A kubeconfig of the administrator that goes this way. */
  readonly kubeconfig: string
  /** What came since {@link begin}: when (ms since the epoch), and what for. */
  readonly asked: readonly { at: number; kind: Asked['kind']; slices: boolean }[]
  /** Each request meets this from now on; what is open ends, in order where it has begun. */
  begin(fault: (asked: Asked) => void): void
  close(): Promise<void>
}

/** Serves on a free port of 127.0.0.1; `folder` gets the kubeconfig. */
export async function breakingServer(cluster: RealCluster, folder: string): Promise<BreakingServer> {
  const agent = new https.Agent({ keepAlive: true, ca: cluster.certificateAuthority })
  const streams = new Set<http.ServerResponse>()
  const asked: { at: number; kind: Asked['kind']; slices: boolean }[] = []
  let fault = ({ pass }: Asked): void => pass()
  const server = http.createServer(({ url = '', method = 'GET', headers }, response) => {
    const target = new URL(url, cluster.server)
    const query = target.searchParams
    const listed = /\/(services|endpointslices)$/.exec(target.pathname)?.[1]
    const kind = listed === undefined ? 'other' : query.has('watch') ? 'watch' : 'list'
    asked.push({ at: Date.now(), kind, slices: listed === 'endpointslices' })
    streams.add(response)
    response.once('close', () => streams.delete(response))
    const pass = (change?: (line: string) => string): void => {
      target.search = String(query)
      const { host: _, 'accept-encoding': encodings, ...others } = headers
      const sent = {
        ...others,
        authorization: `Bearer ${cluster.adminToken}`,
        ...(change === undefined && { 'accept-encoding': encodings }),
      }
      const upstream = https.request(target, { method, agent, headers: sent })
      upstream.once('error', () => response.destroy())
      response.once('close', () => upstream.destroy())
      upstream.once('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders()
        if (change) pipeline(answer, byLine(change), response, () => undefined)
        else pipeline(answer, response, () => undefined)
      })
      upstream.end()
    }
    fault({ kind, slices: listed === 'endpointslices', query, response, pass })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const kubeconfig = join(folder, 'breaking')
  // Without TLS nobody signs in; who passes through here is the administrator.
  const config = {
    'current-context': 'breaking',
    contexts: [{ name: 'breaking', context: { cluster: 'breaking' } }],
    clusters: [{ name: 'breaking', cluster: { server: `http://127.0.0.1:${port}` } }],
  }
  await writeFile(kubeconfig, JSON.stringify(config))
  return {
    kubeconfig,
    asked,
    begin(next) {
      fault = next
      asked.length = 0
      for (const response of streams) {
        if (response.headersSent) response.end()
        else response.destroy()
      }
    },
    async close() {
      agent.destroy()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function byLine(change: (line: string) => string): Transform {
  let rest = ''
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      done(null, lines.map((line) => change(`${line}\n`)).join(''))
    },
    flush(done) {
      done(null, rest)
    },
  })
}
