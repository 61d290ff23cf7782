import { EventEmitter } from 'node:events'
import type { Failure } from '../../shared/failure.ts'
import type { Profile, ProfileChoice } from '../../shared/profile.ts'
import { schemeOf, type ServicePort, type ServiceRow, portId } from '../../shared/service.ts'
import type { ServicesPatch } from '../../shared/services-patch.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { ClusterAccess } from '../cluster/cluster-access.ts'
import { forwardAgents, type ForwardAgents } from '../forward/forward-agent.ts'
import type { ServicePortRef } from '../forward/pod-target.ts'
import { LostQueries } from './lost-query.ts'
import { RemedyOffers } from './remedies.ts'
import { chooseProfile } from './profile/choose-profile.ts'
import type { Profiles } from './profile/profiles.ts'

/** A port of a Service, as its listed row has it. */
export interface ListedPort {
  cluster: Cluster
  row: ServiceRow
  port: ServicePort
}

interface Link {
  access: ClusterAccess
  agents: ForwardAgents
  /** Ports that have been reached through tunnels, by `namespace/service`. */
  used: Map<string, Map<string, ServicePortRef>>
  close: () => void
}

/** How long nobody is told again that an application lacks something, in ms. */
const blockHolds = 10 * 60_000

/** Why an application can't work over the transport that there is. */
export interface Block {
  cluster: string
  namespace: string
  service: string
  port: string
  failure: Failure
}

/** The ways to the Services of all clusters: tunnels and what the user may, and the profile of each port from both. */
export class Reach extends EventEmitter<{ blocked: [Block]; socketLost: [Omit<Block, 'failure'>] }> {
  readonly profiles: Profiles
  /** Browsers up to this version of Chromium refuse cookies named `__Host-`, as far as is known. */
  prefixless: number | undefined
  readonly offers = new RemedyOffers()
  readonly queries = new LostQueries()
  readonly #blocks = new Map<string, Failure>()
  readonly #blockedAt = new Map<string, number>()
  readonly #links = new Map<Cluster, Link>()

  constructor(profiles: Profiles) {
    super()
    this.profiles = profiles
  }

  /** How a port is reached now. */
  async profile({ cluster, row, port }: ListedPort, needsTunnel = false): Promise<Profile> {
    const key = profileKey(cluster.id, row, port)
    const { namespace } = row
    const mayForward = await cluster.reviews.allowed(forwarding(namespace))
    return chooseProfile({
      namespace,
      mayForward,
      listed: true,
      ready: row.ready,
      forwardFailure: this.profiles.forwardFailure(key),
      needsTunnel,
      scheme: schemeOf(port),
      ...this.profiles.record(key),
    })
  }

  /** The tunnels to a port. */
  tunnels({ cluster, row, port }: ListedPort): { agents: ForwardAgents; ref: ServicePortRef } {
    const link = this.#link(cluster)
    const ref = { namespace: row.namespace, service: row.name, portName: port.name }
    const ports = link.used.get(row.key) ?? new Map<string, ServicePortRef>()
    link.used.set(row.key, ports.set(port.name, ref))
    return { agents: link.agents, ref }
  }

  /** How many tunnels to a cluster are open. */
  tunnelsTo(cluster: Cluster): number {
    return this.#links.get(cluster)?.agents.open() ?? 0
  }

  /** A tunnel to a port gave no answer. */
  forwardFailed({ cluster, row, port }: ListedPort, failure: Failure): void {
    if (failure.code === 'forbidden') cluster.reviews.refused(forwarding(row.namespace))
    this.profiles.forwardFailed(profileKey(cluster.id, row, port), failure)
  }

  /** Something that an application needs was kept from it: tells of it, and the next page of it says so too. */
  block({ cluster, row, port }: ListedPort, failure: Failure, set: ProfileChoice): void {
    const key = profileKey(cluster.id, row, port)
    const { namespace } = row
    const right =
      set.transport === undefined
        ? `You may not create pods/portforward in the namespace ${namespace}.`
        : 'You chose the service proxy for it.'
    const told = { ...failure, message: `${failure.message} ${right}` }
    // A page that asks again and again without it may well work in part; it is told of once in a while.
    const before = this.#blockedAt.get(key)
    if (before !== undefined && performance.now() - before < blockHolds) return
    this.#blockedAt.set(key, performance.now())
    this.#blocks.set(key, told)
    this.emit('blocked', { ...placeOf({ cluster, row, port }), failure: told })
  }

  /** A WebSocket was turned away without its query: its page may do without, or may stand still. */
  socketLost(port: ListedPort): void {
    this.emit('socketLost', placeOf(port))
  }

  /** Why the last requests to a port could not succeed; told once. */
  takeBlock({ cluster, row, port }: ListedPort): Failure | undefined {
    const key = profileKey(cluster.id, row, port)
    const failure = this.#blocks.get(key)
    this.#blocks.delete(key)
    return failure
  }

  close(): void {
    for (const link of this.#links.values()) link.close()
  }

  #link(cluster: Cluster): Link {
    const access = cluster.access()
    const known = this.#links.get(cluster)
    if (known?.access === access) return known
    known?.close()
    const used = new Map<string, Map<string, ServicePortRef>>()
    const agents = forwardAgents(access)
    const changed = (): void => {
      if (cluster.state.phase === 'disconnected') link.close()
    }
    // Kept tunnels leave a pod as soon as it is ready no more.
    const patched = ({ upserts }: ServicesPatch): void => {
      for (const { key } of upserts) for (const ref of used.get(key)?.values() ?? []) agents.refresh(ref)
    }
    const link: Link = {
      access,
      agents,
      used,
      close: () => {
        cluster.off('changed', changed)
        cluster.off('patch', patched)
        agents.close()
        if (this.#links.get(cluster) === link) this.#links.delete(cluster)
      },
    }
    cluster.on('changed', changed)
    cluster.on('patch', patched)
    this.#links.set(cluster, link)
    return link
  }
}

function placeOf({ cluster, row, port }: ListedPort): Omit<Block, 'failure'> {
  return { cluster: cluster.id, namespace: row.namespace, service: row.name, port: portId(port) }
}

/** What a port's profile is kept by: `CLUSTER/NAMESPACE/SERVICE/PORT`, where PORT is its name or else its number. */
export function profileKey(cluster: string, { key }: ServiceRow, port: ServicePort): string {
  return `${cluster}/${key}/${portId(port)}`
}

function forwarding(namespace: string) {
  return { namespace, verb: 'create', resource: 'pods', subresource: 'portforward' }
}
