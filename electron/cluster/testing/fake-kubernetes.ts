import type http from 'node:http'
import type https from 'node:https'
import type { ApiEndpointSlice, ApiService } from '../api-objects.ts'
import { Recorder } from './recorder.ts'
import { sendJson, sendStatus, serve, type TestServer } from './test-server.ts'

export const servicesPath = '/api/v1/services'
export const slicesPath = '/apis/discovery.k8s.io/v1/endpointslices'

export interface OpenWatch {
  path: string
  query: URLSearchParams
  /** Sends bytes as they are. */
  write: (text: string) => void
  send: (type: string, object: unknown) => void
  /** Ends the answer in order, as the API server does every few minutes. */
  end: () => void
  /** Resets the connection. */
  reset: () => void
}

/** As much of an API server as listing and watching Services needs, over real HTTP or HTTPS. */
export interface FakeKubernetes {
  server: TestServer
  services: ApiService[]
  slices: ApiEndpointSlice[]
  /** The version that lists carry. */
  version: number
  /** Lists so far: path and query. */
  lists: Recorder<URL>
  /** Watches so far. */
  watches: Recorder<OpenWatch>
  /** Answers instead of all this; returns whether it did. */
  intercept: (request: http.IncomingMessage, response: http.ServerResponse, url: URL) => boolean
  /** What happens where {@link intercept} does not; for it to call later. */
  answer: (response: http.ServerResponse, url: URL) => void
}

export async function fakeKubernetes({
  basePath = '',
  ...options
}: {
  tls?: https.ServerOptions
  basePath?: string
} = {}): Promise<FakeKubernetes> {
  const server = await serve((request, response) => {
    const url = new URL((request.url ?? '').slice(basePath.length), 'http://fake')
    if (!fake.intercept(request, response, url)) fake.answer(response, url)
  }, options)
  const answer = (response: http.ServerResponse, url: URL): void => {
    const { pathname, searchParams: query } = url
    const [, namespace] = /\/namespaces\/([^/]+)\//.exec(pathname) ?? []
    const path = pathname.replace(`/namespaces/${namespace ?? ''}`, '')
    if (path === '/version') sendJson(response, 200, { major: '1', gitVersion: 'v1.37.2' })
    else if (path !== servicesPath && path !== slicesPath) sendStatus(response, 404, 'not found', 'NotFound')
    else if (query.get('watch') === 'true') fake.watches.note(openWatch(pathname, query, response))
    else {
      fake.lists.note(url)
      const all = path === servicesPath ? fake.services : fake.slices
      const within = all.filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace)
      sendJson(response, 200, page(within, query, fake.version))
    }
  }
  const fake: FakeKubernetes = {
    server,
    services: [],
    slices: [],
    version: 5000,
    lists: new Recorder(),
    watches: new Recorder(),
    intercept: () => false,
    answer,
  }
  return fake
}

function page(all: readonly unknown[], query: URLSearchParams, version: number): unknown {
  const limit = Number(query.get('limit') ?? all.length)
  const from = Number(query.get('continue') ?? 0)
  const rest = all.length - from - limit
  const metadata = {
    resourceVersion: String(version),
    ...(rest > 0 && { continue: String(from + limit), remainingItemCount: rest }),
  }
  return { kind: 'List', apiVersion: 'v1', metadata, items: all.slice(from, from + limit) }
}

function openWatch(path: string, query: URLSearchParams, response: http.ServerResponse): OpenWatch {
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  const write = (text: string): void => void response.write(text)
  return {
    path,
    query,
    write,
    send: (type, object) => write(`${JSON.stringify({ type, object })}\n`),
    end: () => void response.end(),
    reset: () => void response.socket?.resetAndDestroy(),
  }
}
