import { z } from 'zod'
import { FailureError } from '../../shared/failure.ts'
import { apiItems } from '../cluster/api-list.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'

/** A pod's port behind a Service's port. */
export interface PodTarget {
  namespace: string
  pod: string
  port: number
}

/** A port of a Service by the name under which its EndpointSlices know it; empty for the unnamed one. */
export interface ServicePortRef {
  namespace: string
  service: string
  portName: string
}

const sliceSchema = z.looseObject({
  ports: z
    .array(z.looseObject({ name: z.string().nullish(), port: z.number().nullish(), protocol: z.string().nullish() }))
    .nullish(),
  endpoints: z
    .array(
      z.looseObject({
        conditions: z.looseObject({ ready: z.boolean().nullish() }).nullish(),
        targetRef: z.looseObject({ kind: z.string().nullish(), name: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
})
export type Slice = z.infer<typeof sliceSchema>

/**
 * The ready pods behind a Service's port, with the port that each listens on: EndpointSlices carry the target port
 * already resolved, by name and per pod. An unset ready condition counts as ready (discovery/v1).
 */
export function readyPods(slices: readonly Slice[], { namespace, portName }: ServicePortRef): PodTarget[] {
  const pods = new Map<string, PodTarget>()
  for (const { ports, endpoints } of slices) {
    const port = ports?.find(
      (candidate) => (candidate.name ?? '') === portName && (candidate.protocol ?? 'TCP') === 'TCP',
    )?.port
    if (port == null) continue
    for (const { conditions, targetRef } of endpoints ?? []) {
      if (conditions?.ready === false || targetRef?.kind !== 'Pod' || targetRef.name == null) continue
      pods.set(targetRef.name, { namespace, pod: targetRef.name, port })
    }
  }
  return [...pods.values()]
}

/** Whether what is ready behind a Service is no pod: addresses that somebody wrote down, the API server itself. */
function isOther(slices: readonly Slice[]): boolean {
  const ready = slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
  return ready.length > 0 && ready.every(({ targetRef }) => targetRef?.kind !== 'Pod')
}

/** How long a look at the EndpointSlices holds for new connections, in ms: a page opens many at once. */
const lookAge = 2_000
/** How long it holds for kept ones, in ms. */
const recheckAge = 5_000
/** How long the API server may take to answer a look, in ms. */
const lookTimeout = 10_000
/** How long a pod that failed is avoided where there is another, in ms: its readiness takes a while to follow. */
const avoidance = 10_000

interface Look {
  at: number
  slices: Promise<Slice[]>
}

export interface PodTargetsOptions {
  now?: () => number
  random?: () => number
  /** A port's connections go to another pod from now on. */
  onMoved?: (ref: ServicePortRef) => void
}

/** Picks the pod for each new connection: the same one as long as it is ready, since sessions may live in its memory. */
export class PodTargets {
  readonly #access: ClusterAccess
  readonly #now: () => number
  readonly #random: () => number
  readonly #onMoved: (ref: ServicePortRef) => void
  readonly #looks = new Map<string, Look>()
  /** The pod of each port, by `namespace/service/port`. */
  readonly #last = new Map<string, PodTarget>()
  /** The pod of each Service, for a port that has none yet. */
  readonly #sticky = new Map<string, string>()
  /** When a pod failed, by `namespace/pod`. */
  readonly #failed = new Map<string, number>()

  constructor(access: ClusterAccess, { now = Date.now, random = Math.random, onMoved }: PodTargetsOptions = {}) {
    this.#access = access
    this.#now = now
    this.#random = random
    this.#onMoved = onMoved ?? (() => undefined)
  }

  /** Throws `no-endpoints` when no pod is ready, `no-pods` when something else is, and what the API server says when it may not be asked. */
  async pick(ref: ServicePortRef, age = lookAge): Promise<PodTarget> {
    const slices = await this.#look(ref, age)
    const ready = readyPods(slices, ref)
    const sound = ready.filter((target) => !this.#avoided(target))
    const pods = sound.length > 0 ? sound : ready
    const service = keyOf(ref)
    const before = this.#last.get(portKeyOf(ref))?.pod
    const chosen =
      pods.find(({ pod }) => pod === before) ??
      pods.find(({ pod }) => pod === this.#sticky.get(service)) ??
      pods[Math.floor(this.#random() * pods.length)]
    if (!chosen) {
      this.#last.delete(portKeyOf(ref))
      const code = isOther(slices) ? 'no-pods' : 'no-endpoints'
      throw new FailureError(code, `No pod of ${service} is ready on port "${ref.portName}".`)
    }
    this.#sticky.set(service, chosen.pod)
    this.#last.set(portKeyOf(ref), chosen)
    if (before !== undefined && before !== chosen.pod) this.#onMoved(ref)
    return chosen
  }

  /** The pod that was chosen last, if nothing is known against it: most likely the next one too. */
  last(ref: ServicePortRef): PodTarget | undefined {
    const last = this.#last.get(portKeyOf(ref))
    return last && !this.#avoided(last) ? last : undefined
  }

  /** A kept connection is used again: looks, without making it wait, whether its pod is still the one. */
  recheck(ref: ServicePortRef): void {
    const look = this.#looks.get(keyOf(ref))
    if (!look || this.#now() - look.at >= recheckAge) this.refresh(ref)
  }

  /** Looks now. */
  refresh(ref: ServicePortRef): void {
    // Where no pod is ready a connection has nowhere better to go.
    this.pick(ref, 0).catch(() => undefined)
  }

  /** Whether new connections go to this pod. */
  holds(ref: ServicePortRef, { pod }: PodTarget): boolean {
    return this.#last.get(portKeyOf(ref))?.pod === pod
  }

  /** A connection to the pod failed: the next one looks again, and elsewhere if it can. */
  failed(ref: ServicePortRef, target: PodTarget): void {
    this.#looks.delete(keyOf(ref))
    this.#failed.set(`${target.namespace}/${target.pod}`, this.#now())
  }

  #avoided({ namespace, pod }: PodTarget): boolean {
    const key = `${namespace}/${pod}`
    const at = this.#failed.get(key)
    if (at === undefined) return false
    if (this.#now() - at < avoidance) return true
    this.#failed.delete(key)
    return false
  }

  #look(ref: ServicePortRef, age: number): Promise<Slice[]> {
    const key = keyOf(ref)
    const known = this.#looks.get(key)
    if (known && this.#now() - known.at < age) return known.slices
    const query = new URLSearchParams({ labelSelector: `kubernetes.io/service-name=${ref.service}` })
    const path = `/apis/discovery.k8s.io/v1/namespaces/${ref.namespace}/endpointslices?${query}`
    const request = { path, signal: AbortSignal.timeout(lookTimeout * 2), silence: lookTimeout }
    const slices = apiItems(this.#access, request, sliceSchema)
    const look = { at: this.#now(), slices }
    this.#looks.set(key, look)
    slices.catch(() => {
      if (this.#looks.get(key) === look) this.#looks.delete(key)
    })
    return slices
  }
}

function keyOf({ namespace, service }: ServicePortRef): string {
  return `${namespace}/${service}`
}

function portKeyOf(ref: ServicePortRef): string {
  return `${keyOf(ref)}/${ref.portName}`
}
