import type { ServiceRef } from '../../shared/service-ref.ts'
import { FailureError } from '../../shared/failure.ts'
import { isOpenable, preferredPort, type ServicePort, type ServiceRow } from '../../shared/service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { loadClient } from '../cluster/kept-connections.ts'
import { loadWebSocket } from '../forward/dial-websocket.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { namespaceAccess } from '../cluster/namespace-access.ts'
import type { Core, CoreEvents } from '../window/core.ts'
import { namedPlace } from '../proxy/named-service.ts'
import { profileKey, type ListedPort } from '../proxy/reach.ts'
import { connectionsOf } from './connections.ts'
import { copyTargets } from './copy-targets.ts'
import { HeldState } from './held-state.ts'
import { followServing } from './serving-file.ts'
import { servingOf } from './serving-of.ts'
import { Porthole } from './porthole.ts'
import { TrafficFollower } from './traffic/follow-traffic.ts'
import { trafficChannels } from './traffic/traffic-channels.ts'
import { followRates } from './traffic-rates.ts'
import { serviceDetails } from './service-details.ts'
import { serviceProbe } from './service-probe.ts'

export interface CoreOptions {
  kubeconfig: string | undefined
  context: string | undefined
  port: number | undefined
  demo: boolean
  settings?: SettingsStore
  /** The file that tells commands where this Porthole serves. */
  serving?: string
  /** Stands in what is exported. */
  appVersion?: string
  /** Up to which version of Chromium cookies named `__Host-` are refused here; undefined where none are. */
  prefixless?: () => Promise<number | undefined>
  /** Asks the person for a place to write requests to; undefined when none was chosen. */
  chooseFile?: (name: string) => Promise<string | undefined>
}

/** When what forwards requests is read, in ms after the first rows were given. */
const clientDelay = 500

/** Starts Porthole for a window and shows the cluster that it begins with. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const porthole = await Porthole.open(options)
  await porthole.start({ ...options, nextFree: true })
  let active = porthole.first
  const held = new HeldState(porthole, () => active)
  const probe = serviceProbe(porthole)
  const log = porthole.engine.traffic
  const follower = new TrafficFollower(log)
  const show = async (id: string): Promise<void> => {
    active = porthole.cluster(id).id
    porthole.emit('changed', [])
    await porthole.connect(id)
  }
  porthole.on('changed', (clusters) => held.note(clusters))
  await held.prepare()
  if (active !== null) await porthole.connect(active)
  // The first dashboard need not wait for it, nor the rows, however long they take to be on the screen.
  let reading: NodeJS.Timeout | undefined
  const readClient = () =>
    (reading ??= setTimeout(() => void Promise.all([loadClient(), loadWebSocket()]), clientDelay).unref())
  const stopTelling =
    options.serving === undefined
      ? undefined
      : followServing(options.serving, porthole, () => servingOf(porthole, true))

  // What no page asks for is not looked up.
  let looking: Promise<void> | undefined
  const lookAtBrowser = () =>
    (looking ??= options.prefixless?.().then((version) => void (porthole.engine.reach.prefixless = version)))

  return {
    listenerPort: async () => {
      await lookAtBrowser()
      return portOf(porthole)
    },
    named: ({ cluster: id, namespace, service }, url) => {
      const cluster = porthole.clusters.get(id)
      return cluster && namedPlace({ cluster, namespace, service }, new URL(url), portOf(porthole))
    },
    on: (events) => subscribe({ porthole, held, follower, active: () => active }, events),
    state: () => held.get(),
    refresh: () => void porthole.emit('changed', []),
    pages: porthole.pages,
    async close() {
      clearTimeout(reading)
      follower.stop()
      await Promise.all([stopTelling?.(), porthole.close()])
    },
    channels: {
      'app.follow': () => JSON.stringify(held.snapshot()),
      'cluster.show': ({ cluster }) => show(cluster),
      'cluster.disconnect': ({ cluster }) => porthole.disconnect(cluster),
      'cluster.retry': ({ cluster }) => porthole.cluster(cluster).retry(),
      'access.of': ({ cluster: id, namespace }) => {
        const cluster = porthole.cluster(id)
        const { phase } = cluster.state
        // A question about rights is no reason to contact a cluster.
        if (phase === 'idle' || phase === 'disconnected') throw new FailureError('cluster-unavailable')
        return namespaceAccess(cluster.reviews, namespace)
      },
      'cluster.setLook': ({ cluster, look }) => porthole.preferences.setLook(porthole.cluster(cluster), look),
      'cluster.setNamespaces': ({ cluster, namespaces }) =>
        porthole.preferences.setNamespaces(porthole.cluster(cluster), namespaces),
      'cluster.setMode': ({ cluster, mode }) => porthole.preferences.setMode(porthole.cluster(cluster), mode),
      'service.details': (ref) => {
        const cluster = porthole.cluster(ref.cluster)
        const { row } = find(cluster, ref)
        return serviceDetails(cluster, row, log.entries(`${cluster.id}/${row.key}`))
      },
      'service.profile': async (ref) => {
        const target = listedPort(porthole, ref)
        return target ? porthole.engine.reach.profile(target) : null
      },
      'service.setProfile': ({ service, set }) => {
        const target = listedPort(porthole, service)
        if (target) porthole.engine.reach.profiles.set(profileKey(service.cluster, target.row, target.port), set)
      },
      'forward.start': async ({ service, localPort }) => {
        const cluster = porthole.cluster(service.cluster)
        const { row, port } = find(cluster, service)
        if (!port) throw new FailureError('no-such-port', `${row.key} has no port.`)
        return porthole.forwards.start(cluster, row, port, localPort)
      },
      'forward.stop': ({ id }) => porthole.forwards.stop(id),
      'connections.state': () => connectionsOf(porthole),
      ...trafficChannels({
        log,
        follower,
        port: () => portOf(porthole),
        appVersion: options.appVersion ?? '',
        chooseFile: options.chooseFile ?? (() => Promise.resolve(undefined)),
      }),
      'demo.open': async () => show(await porthole.openDemo()),
      'kubeconfig.reload': async () => {
        await porthole.contexts.load()
        porthole.emit('changed', porthole.clusters.all())
      },
      'services.follow': ({ cluster }) => {
        readClient()
        return JSON.stringify(porthole.cluster(cluster).store.follow())
      },
      'services.snapshot': ({ cluster }) => JSON.stringify(porthole.cluster(cluster).store.snapshot()),
      'services.clusterInfo': ({ cluster }) => porthole.cluster(cluster).clusterInfo(),
      'service.probe': (ref) => {
        const cluster = porthole.cluster(ref.cluster)
        return probe(cluster, find(cluster, ref))
      },
      'service.copyTargets': async (ref) => {
        const cluster = porthole.cluster(ref.cluster)
        const { row, port } = find(cluster, ref)
        const base = {
          cluster: cluster.id,
          classicPort: await porthole.connect(cluster.id),
          originPort: portOf(porthole),
        }
        return copyTargets(row, port, base, {
          nodeAddress: port && port.nodePort !== 0 ? await cluster.nodeAddress() : undefined,
          context: cluster.source === 'demo' ? undefined : cluster.context,
        })
      },
    },
  }
}

function portOf({ port }: Porthole): number {
  if (port === null) throw new FailureError('internal', 'The listener has not started.')
  return port
}

/** The Service and the port that is meant: the named one, else the preferred one, else the first, if it has any. */
function find(
  cluster: Cluster,
  { namespace, name, port }: ServiceRef,
): { row: ServiceRow; port: ServicePort | undefined } {
  const row = cluster.store.row(namespace, name)
  if (!row) throw new FailureError('no-such-service', `${namespace}/${name} is not in the list of ${cluster.context}.`)
  if (port === '')
    return {
      row,
      port: preferredPort(row) ?? row.ports.find((candidate) => isOpenable(row, candidate)) ?? row.ports[0],
    }
  const named = row.ports.find((candidate) => candidate.name === port || String(candidate.port) === port)
  if (!named) throw new FailureError('no-such-port', `${row.key} has no port "${port}".`)
  return { row, port: named }
}

function listedPort(porthole: Porthole, ref: ServiceRef): ListedPort | undefined {
  const cluster = porthole.cluster(ref.cluster)
  if (!cluster.store.row(ref.namespace, ref.name)) return undefined
  const { row, port } = find(cluster, ref)
  return port && { cluster, row, port }
}

interface Followed {
  porthole: Porthole
  held: HeldState
  follower: TrafficFollower
  active: () => string | null
}

/** Bundles the many small changes of one turn of the event loop into one state for the screen. */
function subscribe({ porthole, held, follower, active }: Followed, events: CoreEvents): () => void {
  let pending: NodeJS.Immediate | undefined
  const tell = (): void => {
    pending = undefined
    const state = held.get()
    const change = held.change(state)
    events.appChanged(state)
    if (change) events.appTold(JSON.stringify(change))
  }
  const changed = (): void => {
    pending ??= setImmediate(tell)
  }
  const patch = (value: { cluster: string }): void => {
    // A cluster that is not on screen is asked for whole when it comes there.
    if (value.cluster === active()) events.servicesPatch(JSON.stringify(value))
  }
  porthole.on('changed', changed)
  porthole.on('patch', patch)
  porthole.engine.reach.on('blocked', events.serviceBlocked).on('socketLost', events.socketLost)
  follower.on('changed', events.trafficChanged)
  const stopRates = followRates(porthole.engine.traffic, events.trafficRates)
  return () => {
    stopRates()
    clearImmediate(pending)
    porthole.off('changed', changed)
    porthole.off('patch', patch)
    porthole.engine.reach.off('blocked', events.serviceBlocked).off('socketLost', events.socketLost)
    follower.off('changed', events.trafficChanged)
  }
}
