import { once } from 'node:events'
import http from 'node:http'
import type https from 'node:https'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { Cluster } from '../../cluster/cluster.ts'
import { originHost } from '../../../shared/origin.ts'
import type { ClusterEntry, UserEntry } from '../../cluster/kubeconfig.ts'
import { contextFor } from '../../cluster/testing/contexts.ts'
import { fakeKubernetes, type FakeKubernetes } from '../../cluster/testing/fake-kubernetes.ts'
import { apiService } from '../../cluster/testing/objects.ts'
import { Engine, type EngineOptions } from '../engine.ts'

export const classicWeb = '/api/v1/namespaces/apps/services/web:http/proxy'

/** What an application answers; the path is the one below `/proxy`. */
export type App = (request: http.IncomingMessage, response: http.ServerResponse, path: string) => void

export interface Setup {
  app?: App
  tls?: https.ServerOptions
  user?: UserEntry
  cluster?: ClusterEntry
  /** Path of the API server's URL. */
  basePath?: string
  /** Wait until the cluster has its list; true unless said otherwise. */
  listed?: boolean
  engine?: EngineOptions
}

export interface Asking {
  method?: string
  /** The Host header; the classic listener's own unless given. */
  host?: string
  headers?: http.OutgoingHttpHeaders
  body?: string | Buffer
  agent?: http.Agent
  /** Largest head of an answer, in bytes. */
  maxHeaderSize?: number
}

export interface Answer {
  status: number
  /** The status' words. */
  reason: string
  headers: http.IncomingHttpHeaders
  raw: string[]
  body: string
  trailers: NodeJS.Dict<string>
}

export interface ServedCluster {
  fake: FakeKubernetes
  cluster: Cluster
  engine: Engine
  port: number
  /** Requests that reached an application, in order. */
  proxied: http.IncomingMessage[]
  /** Host of the origin of a Service in the namespace `apps`, with the listener's port. */
  origin: (service: string) => string
  /** Sends a request; settles with the head of its answer. */
  send: (path: string, asking?: Asking) => Promise<http.IncomingMessage>
  /** Sends a request and reads its whole answer. */
  ask: (path: string, asking?: Asking) => Promise<Answer>
}

const hello: App = (_request, response) => void response.end('hello')
const proxyPath = /^\/api\/v1\/namespaces\/[^/]+\/services\/[^/]+\/proxy(.*)$/s

/** A cluster `demo` with a few Services, behind a listener of the engine: real HTTP, or TLS, on both sides. */
export async function servedCluster(setup: Setup = {}): Promise<ServedCluster> {
  const { app = hello, basePath = '', listed = true } = setup
  const fake = await fakeKubernetes({ basePath, ...(setup.tls && { tls: setup.tls }) })
  fake.services = [
    apiService('apps/web', { ports: [{ name: 'http', port: 80 }] }),
    apiService('apps/secure', { ports: [{ name: 'https', port: 443 }] }),
    apiService('apps/odd', { ports: [{ name: 'odd', port: 5000 }] }),
    apiService('apps/elsewhere', { type: 'ExternalName', externalName: 'db.example' }),
  ]
  const proxied: http.IncomingMessage[] = []
  fake.intercept = (request, response) => {
    const [, path] = proxyPath.exec((request.url ?? '').slice(basePath.length)) ?? []
    if (path === undefined) return false
    proxied.push(request)
    app(request, response, path)
    return true
  }
  const cluster = new Cluster('demo', 'kubeconfig', () =>
    contextFor(fake.server.url + basePath, setup.user, setup.cluster),
  )
  const engine = new Engine({ get: (id) => (id === cluster.id ? cluster : undefined) }, setup.engine)
  onTestFinished(async () => {
    await engine.close()
    cluster.disconnect()
    cluster.store.close()
  })
  const { port } = await engine.serve({ port: 0, nextFree: false, classic: 'demo' })
  if (listed) await cluster.listed()
  const send = async (path: string, { host, headers, body, method = 'GET', agent, maxHeaderSize }: Asking = {}) => {
    const request = http.request({
      host: '127.0.0.1',
      port,
      path,
      method,
      agent: agent ?? false,
      maxHeaderSize,
      headers: { ...headers, host: host ?? `127.0.0.1:${port}` },
    })
    request.end(body)
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    return answer
  }
  const ask = async (path: string, asking?: Asking): Promise<Answer> => {
    const answer = await send(path, asking)
    const body = await text(answer)
    const { statusCode: status = 0, statusMessage: reason = '', headers, rawHeaders: raw, trailers } = answer
    return { status, reason, headers, raw, body, trailers }
  }
  return {
    fake,
    cluster,
    engine,
    port,
    proxied,
    origin: (name) => {
      const [service = '', portName = ''] = name.split('.').reverse()
      return `${originHost({ cluster: 'demo', namespace: 'apps', service, port: portName })}:${port}`
    },
    send,
    ask,
  }
}
