import { EventEmitter, once } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import {
  clusterInfoNamespace,
  clusterInfoSelector,
  clusterInfoText,
  type ClusterInfoService,
} from '../../shared/cluster-info.ts'
import { clusterLabel } from '../../shared/cluster-label.ts'
import type { ClusterState } from '../../shared/cluster-state.ts'
import { FailureError, toFailure, type Failure } from '../../shared/failure.ts'
import type { NamespaceState } from '../../shared/namespaces.ts'
import type { ServicesPatch } from '../../shared/services-patch.ts'
import { AccessReviews } from './access-review.ts'
import { apiJson } from './api-client.ts'
import { apiItems } from './api-list.ts'
import { objectSchema, versionSchema } from './api-objects.ts'
import { clusterAccess, type ClusterAccess } from './cluster-access.ts'
import { nextState, type ClusterEvent } from './cluster-machine.ts'
import type { KubeContext } from './kube-context.ts'
import { ServiceLists } from './service-lists.ts'
import { ServiceStore } from './service-store.ts'
import { onWake } from './wake.ts'

interface ContextName {
  context: string
  /** Its default namespace; empty when it names none. */
  namespace: string
}

interface ClusterEvents {
  /** The state, the version or the number of Services changed. */
  changed: []
  patch: [ServicesPatch]
}

/** One cluster as seen by one user, through one context or several. Contacts nothing before {@link connect}. */
export class Cluster extends EventEmitter<ClusterEvents> {
  /** See `clusterLabel`: what stands for this cluster in origins and on the contract. */
  readonly id: string
  readonly context: string
  readonly source: 'kubeconfig' | 'demo'
  readonly store: ServiceStore
  version: string | null = null
  /** What the sign-in command says to a person while it waits; empty where it says nothing. */
  asks = ''
  state: ClusterState = { phase: 'idle' }
  /** The ids of the other contexts that lead here. */
  aliases: ReadonlySet<string> = new Set()
  #others: readonly ContextName[] = []
  readonly #resolve: () => KubeContext
  #access: ClusterAccess | undefined
  #reviews: AccessReviews | undefined
  #lists: ServiceLists | undefined
  #chosen: readonly string[] | undefined
  #usual: readonly string[] = []
  #stop = new AbortController()
  #stopWaking: (() => void) | undefined

  /** @param resolve gives the context whole, or throws the FailureError that says what it lacks */
  constructor(context: string, source: 'kubeconfig' | 'demo', resolve: () => KubeContext) {
    super()
    // Each request that waits for the first list listens, and a page makes many.
    this.setMaxListeners(0)
    this.id = clusterLabel(context)
    this.context = context
    this.source = source
    this.#resolve = resolve
    this.store = new ServiceStore(this.id, (patch) => {
      this.emit('patch', patch)
      this.emit('changed')
    })
  }

  /** The context's server and default namespace; empty strings where the context is incomplete. */
  get target(): { server: string; namespace: string } {
    try {
      const { server, namespace } = this.#resolve()
      return { server, namespace }
    } catch {
      return { server: '', namespace: '' }
    }
  }

  /** Every context that leads here, the one that stands for all of them first. */
  get contexts(): ContextName[] {
    return [{ context: this.context, namespace: this.target.namespace }, ...this.#others]
  }

  /** Other contexts lead to the same server as the same user. */
  alsoKnownAs(others: readonly ContextName[]): void {
    if (isDeepStrictEqual(others, this.#others)) return
    this.#others = others
    this.aliases = new Set(others.map(({ context }) => clusterLabel(context)))
    this.#lists?.want(this.#namespacesToList())
    this.emit('changed')
  }

  /** How the list of each namespace stands where the user may not list all of them; else null. */
  get namespaces(): NamespaceState[] | null {
    return this.#lists?.namespaces ?? null
  }

  /** Whether the Services of a namespace are listed. */
  lists(namespace: string): boolean {
    const { namespaces } = this
    return namespaces === null || namespaces.some((one) => one.namespace === namespace && one.phase === 'listed')
  }

  /**
   * Sets what to list where the user may not list all namespaces; undefined takes those of the contexts.
   *
   * @param usual what to list where neither somebody chose nor a context names one
   */
  choose(namespaces: readonly string[] | undefined, usual: readonly string[] = []): void {
    if (isDeepStrictEqual([namespaces, usual], [this.#chosen, this.#usual])) return
    this.#chosen = namespaces
    this.#usual = usual
    this.#lists?.want(this.#namespacesToList())
  }

  connect(): void {
    if (this.state.phase !== 'idle' && this.state.phase !== 'disconnected') return
    this.#apply({ type: 'connect' })
    this.#stop = new AbortController()
    try {
      const access = this.access()
      this.#lists = this.#listing(access)
      this.#lists.start()
      this.#stopWaking = onWake(() => this.#lists?.restart())
    } catch (error) {
      // An incomplete context does not mend itself: there is nothing to retry before somebody edits the kubeconfig.
      this.#apply({ type: 'disconnect', failure: toFailure(error) })
    }
  }

  disconnect(): void {
    this.#stop.abort()
    this.#stopWaking?.()
    this.#lists?.stop()
    this.#lists = undefined
    this.#access?.close()
    this.#reviews = undefined
    this.#access = undefined
    this.asks = ''
    this.#apply({ type: 'disconnect', failure: null })
  }

  /** The kubeconfig says something else now: what was connected connects anew, with it. */
  renew(): void {
    const { state } = this
    this.disconnect()
    // Where it was incomplete, somebody has just mended it.
    const wanted = state.phase === 'disconnected' ? state.failure !== null : state.phase !== 'idle'
    if (wanted) this.connect()
  }

  /** Tries again at once, where the cluster waits for its next try. */
  retry(): void {
    this.#access?.retry()
    this.connect()
    // Somebody may have been given the rights that they lacked.
    this.#reviews?.forget()
    this.#lists?.retry()
  }

  /** The way to the API server, for requests that pass through. Throws the FailureError of an incomplete context. */
  access(): ClusterAccess {
    this.#access ??= clusterAccess(this.#resolve(), undefined, {
      says: (words) => this.#asked(words),
      signedIn: () => this.#apply({ type: 'signed-in' }),
    })
    return this.#access
  }

  /** What the user may do, as far as somebody asked since it was connected. */
  get reviews(): AccessReviews {
    this.#reviews ??= new AccessReviews(this.access())
    return this.#reviews
  }

  /** Settles when a list has arrived, at once if there is one; rejects with the failure of the try under way. */
  async listed(): Promise<void> {
    this.connect()
    for (;;) {
      const { state } = this
      if (state.phase === 'connected' || state.phase === 'degraded') return
      if (state.phase === 'connecting' && state.failure && state.retryAt !== null) throw asError(state.failure)
      if (state.phase === 'disconnected')
        throw state.failure ? asError(state.failure) : new FailureError('cluster-unavailable')
      await new Promise<void>((resolve) => this.once('changed', resolve))
    }
  }

  /** Settles as {@link listed} does, and when the endpoints are counted, or cannot be; they are waited for at most `limit` ms. */
  async counted(limit: number): Promise<void> {
    await this.listed()
    const late = AbortSignal.timeout(limit)
    while (this.#lists?.counted === false && !late.aborted)
      await once(this, 'changed', { signal: late }).catch(() => undefined)
  }

  /** What `kubectl cluster-info` prints for this context; asks the API server anew. */
  async clusterInfo(): Promise<string> {
    const query = new URLSearchParams({ labelSelector: clusterInfoSelector })
    const path = `/api/v1/namespaces/${clusterInfoNamespace}/services?${query}`
    const access = this.access()
    const services = await apiItems(access, { path, signal: AbortSignal.timeout(60_000) }, objectSchema)
    return clusterInfoText(access.server, services as unknown as ClusterInfoService[])
  }

  /** An address under which node ports can be reached; undefined when the user may not see Nodes or there is none. */
  async nodeAddress(): Promise<string | undefined> {
    try {
      const request = { path: '/api/v1/nodes?limit=1', signal: AbortSignal.timeout(3_000) }
      const [node] = (await apiItems(this.access(), request, objectSchema)) as {
        status?: { addresses?: { type: string; address: string }[] }
      }[]
      const addresses = node?.status?.addresses ?? []
      return (
        addresses.find(({ type }) => type === 'ExternalIP') ?? addresses.find(({ type }) => type === 'InternalIP')
      )?.address
    } catch {
      return undefined
    }
  }

  #listing(access: ClusterAccess): ServiceLists {
    return new ServiceLists(access, this.store, this.#namespacesToList(), {
      page: (received, remaining) =>
        this.#apply({ type: 'page', received, about: remaining === null ? null : received + remaining }),
      watching: () => {
        const { phase } = this.state
        this.#apply({ type: 'watching' })
        if (phase !== 'connected') void this.#readVersion(access)
      },
      failed: (failure, retryAt) => this.#apply({ type: 'failed', failure, retryAt }),
      retrying: () => this.#apply({ type: 'retrying' }),
      changed: () => this.emit('changed'),
    })
  }

  /** Those that the user chose for it, else those of the contexts, else the usual ones, else the one that kubectl takes. */
  #namespacesToList(): readonly string[] {
    if (this.#chosen) return this.#chosen
    const own = new Set(this.contexts.map(({ namespace }) => namespace).filter((namespace) => namespace !== ''))
    if (own.size > 0) return [...own]
    return this.#usual.length > 0 ? this.#usual : ['default']
  }

  async #readVersion(access: ClusterAccess): Promise<void> {
    try {
      const { gitVersion } = versionSchema.parse(await apiJson(access, { path: '/version', signal: this.#stop.signal }))
      if (gitVersion === this.version) return
      this.version = gitVersion
      this.emit('changed')
    } catch {
      // /version may be closed to this user; the list does not depend on it.
    }
  }

  #asked(words: string): void {
    if (words === this.asks) return
    this.asks = words
    if (words !== '') this.#apply({ type: 'asking' })
    this.emit('changed')
  }

  #apply(event: ClusterEvent): void {
    const state = nextState(this.state, event, Date.now())
    if (state === this.state) return
    this.state = state
    this.emit('changed')
  }
}

function asError({ code, message, hint }: Failure): FailureError {
  return new FailureError(code, message, { hint })
}
