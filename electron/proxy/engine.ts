import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { defaultMode, type ClusterMode } from '../../shared/cluster-mode.ts'
import { parseClassicPath } from '../../shared/classic-path.ts'
import { FailureError, failure, toFailure, type Failure } from '../../shared/failure.ts'
import { originHost } from '../../shared/origin.ts'
import { profileChoiceSchema } from '../../shared/profile.ts'
import type { ServiceRow } from '../../shared/service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { Admission, type AdmissionLimits } from './admission.ts'
import { answerFailure, answerUpgradeFailure } from './failure-answer.ts'
import { forward, forwardUpgrade } from './forward.ts'
import { guard, type Name } from './guard.ts'
import { followTraffic, trafficOf } from './traffic/follow.ts'
import { TrafficLog } from './traffic/traffic-log.ts'
import { listen, listenFrom, type Listener } from './listener.ts'
import { addressAsIs } from './as-is-exchange.ts'
import { addressOrigin } from './origin-exchange.ts'
import { takeFrameMark, takeOwnMark } from './own-request.ts'
import { Profiles } from './profile/profiles.ts'
import { refusedByMode } from './mode.ts'
import { remedyPath, type Remedies } from './remedies.ts'
import { Reach } from './reach.ts'
import { classicRoute, originRoute } from './route.ts'
import { unknownCluster } from './unknown-cluster.ts'

/** How long a request may wait for a cluster's first list, in ms. */
const listTimeout = 15_000

export interface ClusterDirectory {
  get: (id: string) => Cluster | undefined
}

export interface ServeOptions {
  port: number
  /** Take the next free port where `port` is taken; else that is an error. */
  nextFree: boolean
  /** The cluster whose classic URLs this listener serves. Origins of every cluster are served by each. */
  classic: string
}

export interface EngineOptions {
  profiles?: Profiles
  /** What is let through to a cluster, by its id. */
  mode?: (cluster: string) => ClusterMode
  limits?: AdmissionLimits
}

type Refusal = { status: number; failure: Failure; remedies?: () => Remedies }

/** The proxy: every request takes the way guard → route → credentials → forward → un-rewrite → answer. */
export class Engine {
  readonly reach: Reach
  /** The last requests to each Service, by `CLUSTER/NAMESPACE/SERVICE`. */
  readonly traffic = new TrafficLog()
  readonly #clusters: ClusterDirectory
  readonly #admission: Admission
  readonly #mode: (cluster: string) => ClusterMode
  readonly #listeners = new Set<Listener>()
  /** With the cluster that it leads to, once that is known. */
  readonly #upgraded = new Map<Socket, string>()

  constructor(clusters: ClusterDirectory, options: EngineOptions = {}) {
    const { profiles = new Profiles(), mode = () => defaultMode } = options
    this.#clusters = clusters
    this.#admission = new Admission(options.limits)
    this.#mode = mode
    this.reach = new Reach(profiles)
  }

  /** Requests and WebSockets that are open. */
  get open(): number {
    return this.#admission.open()
  }

  /** Those that are open to one cluster. */
  openTo(cluster: string): number {
    return this.#admission.openBelow(`${cluster}/`)
  }

  /** Opens a listener. Throws `port-taken`. */
  async serve({ port, nextFree, classic }: ServeOptions): Promise<Listener> {
    const listener = await (nextFree ? listenFrom : listen)(
      port,
      (request, response) => void this.#request(request, response, classic),
      (request, socket, head) => void this.#upgrade(request, socket, head, classic),
    )
    this.#listeners.add(listener)
    return listener
  }

  /** Ends the WebSockets to clusters that have become read-only since: what is said in one, nobody looks at. */
  keepToMode(): void {
    for (const [socket, cluster] of this.#upgraded) if (this.#mode(cluster).readOnly) socket.destroy()
  }

  async close(): Promise<void> {
    // Upgraded connections are no longer the server's, so it would neither count nor end them.
    for (const socket of this.#upgraded.keys()) socket.destroy()
    await Promise.all([...this.#listeners].map((listener) => listener.close()))
    this.#listeners.clear()
    this.reach.close()
  }

  async #request(request: IncomingMessage, response: ServerResponse, classic: string): Promise<void> {
    try {
      const refusal = await this.#prepare(request, classic, response)
      // Whoever is gone by now is told nothing, and nothing is asked for them.
      if (response.destroyed) return
      if (!refusal) forward(request, response)
      else if ('location' in refusal) {
        // See Other after a form; a navigation with GET keeps its method either way.
        const code = request.method === 'POST' ? 303 : 307
        response.writeHead(code, { location: refusal.location, 'cache-control': 'no-store', 'content-length': 0 }).end()
      } else answerFailure(request, response, refusal.status, refusal.failure, refusal.remedies)
    } catch (error) {
      answerFailure(request, response, 502, toFailure(error))
    }
  }

  async #upgrade(request: IncomingMessage, socket: Socket, head: Buffer, classic: string): Promise<void> {
    this.#upgraded.set(socket, '')
    socket.once('close', () => this.#upgraded.delete(socket))
    try {
      const refusal = await this.#prepare(request, classic, socket)
      if (socket.destroyed) return
      if (!refusal) forwardUpgrade(request, socket, head)
      else if ('location' in refusal) socket.destroy()
      else answerUpgradeFailure(socket, refusal.status, refusal.failure, trafficOf(request))
    } catch (error) {
      answerUpgradeFailure(socket, 502, toFailure(error), trafficOf(request))
    }
  }

  /** Turns the request into the one for the API server; or says where else to go, or why not. */
  async #prepare(
    request: IncomingMessage,
    classic: string,
    answer: ServerResponse | Socket,
  ): Promise<Refusal | { location: string } | undefined> {
    const { headers, method = 'GET', url: target = '/' } = request
    const upgrade = !('writeHead' in answer)
    const own = takeOwnMark(request)
    const listenerPort = request.socket.localPort ?? 0
    const verdict = guard({
      ownFrame: takeFrameMark(request),
      method,
      target,
      host: headers.host,
      origin: headers.origin,
      site: header(headers['sec-fetch-site']),
      mode: header(headers['sec-fetch-mode']),
      dest: header(headers['sec-fetch-dest']),
      purpose: header(headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz']),
      listenerPort,
    })
    if (!verdict.ok) return verdict
    if ('host' in verdict) return { location: `http://${verdict.host}:${listenerPort}${target}` }
    // http-proxy-middleware would hang up without a word.
    const protocol = headers.upgrade ?? ''
    if (upgrade && protocol.toLowerCase() !== 'websocket') {
      const message = `Porthole proxies WebSockets, not an upgrade to "${protocol}".`
      return { status: 400, failure: failure('method-refused', message, 'Send the request without Upgrade.') }
    }
    const id = verdict.name.kind === 'loopback' ? classic : verdict.name.target.cluster
    const cluster = this.#clusters.get(id)
    if (!cluster) return { status: 404, failure: unknownCluster(id, verdict.name) }
    // It never gets to the cluster, so that one of which things are only read has its remedies too.
    if (verdict.name.kind === 'origin' && method === 'POST' && target.startsWith(remedyPath)) {
      const back = await this.#remedy(request, target)
      if (back !== undefined) return { location: back }
    }
    const mode = this.#mode(cluster.id)
    if (upgrade) this.#upgraded.set(answer, cluster.id)
    const refused = refusedByMode(mode, method, upgrade, headers)
    if (refused) return { status: 403, failure: refused }
    const elsewhere = verdict.name.kind === 'loopback' ? ownOrigin(request, cluster, listenerPort) : undefined
    if (elsewhere !== undefined) return { location: elsewhere }
    // Somebody disconnected it: a page that still polls must not connect it again.
    if (cluster.state.phase === 'disconnected' && cluster.state.failure === null) {
      return { status: 503, failure: failure('cluster-unavailable', `${cluster.context} is disconnected.`) }
    }
    const row = await this.#row(cluster, verdict.name)
    const routing =
      verdict.name.kind === 'loopback' ? classicRoute(target, mode) : originRoute(verdict.name.target, target, row)
    if (!routing.ok) return routing
    const { route } = routing
    // Closed by now, it would never close again.
    if (answer.destroyed) return undefined
    const service = `${cluster.id}/${route.namespace}/${route.service}`
    // What Porthole asks by itself, somebody who looks for a request would have to look past.
    if (route.service !== '' && !own) followTraffic(this.traffic, service, request, answer)
    if (!this.#admission.enter(service, answer)) {
      const open = `${this.#admission.open(service)} of ${this.#admission.open()} are open through this Service.`
      return { status: 503, failure: failure('too-many-connections', open) }
    }
    if (row && route.port) {
      const path = target === '*' ? '/' : target
      const asked = { request, port: { cluster, row, port: route.port }, path, upgrade }
      const why = await addressOrigin(this.reach, asked)
      if (why) return why
    } else await addressAsIs({ request, cluster, route, upgrade })
    return undefined
  }

  /** Somebody pressed a button of a failure page: tries what it offers, and goes back to the page that failed. */
  async #remedy(request: IncomingMessage, target: string): Promise<string | undefined> {
    const offer = this.reach.offers.take(target)
    if (!offer) return undefined
    let body = ''
    for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
      if (body.length < 1000) body += chunk
    }
    const choice = profileChoiceSchema.safeParse(Object.fromEntries(new URLSearchParams(body)))
    if (choice.success) this.reach.profiles.tryOut(offer.key, { ...offer.set, ...choice.data })
    return offer.back
  }

  /** The Service of an origin as the cluster lists it; waits for the first list of a cluster that has none yet. */
  async #row(cluster: Cluster, name: Name): Promise<ServiceRow | undefined> {
    if (name.kind === 'loopback') return undefined
    const { namespace, service } = name.target
    const row = cluster.store.row(namespace, service)
    if (row) return row
    const late = new FailureError('connection-timeout', `${cluster.context} has not listed its Services yet.`)
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(late), listTimeout)))
    try {
      await Promise.race([cluster.listed(), timeout])
    } catch (error) {
      // Who may not list Services may still be allowed to reach one.
      if (!(error instanceof FailureError) || error.failure.code !== 'forbidden') throw error
    } finally {
      clearTimeout(timer)
    }
    return cluster.store.row(namespace, service)
  }
}

/**
 * Where a browser that navigates to a classic URL is sent: the Service's own origin, where its root paths work and other
 * Services are out of its reach. Safari does not resolve `*.localhost`, so it gets the plain answer, as programs do.
 */
function ownOrigin({ headers, method, url = '' }: IncomingMessage, cluster: Cluster, port: number): string | undefined {
  const navigates = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  const agent = headers['user-agent'] ?? ''
  const safari = agent.includes('Safari/') && !/Chrom(e|ium)\//.test(agent)
  const path = parseClassicPath(url)
  if (!navigates || method !== 'GET' || safari || !path) return undefined
  const { namespace, segment, rest } = path
  // Whatever scheme the URL says: an origin finds the right one by itself, and served here the page of one Service could
  // read all the others.
  const target = { cluster: cluster.id, namespace, service: segment.name, port: segment.port }
  return `http://${originHost(target)}:${port}${rest.startsWith('/') ? '' : '/'}${rest}`
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
