import { proxySegment, servicePrefix } from '../../shared/classic-path.ts'
import { FailureError } from '../../shared/failure.ts'
import { originHost } from '../../shared/origin.ts'
import { ownProtocol } from '../../shared/own-protocols.ts'
import { declaresGrpc, type Probe } from '../../shared/probe.ts'
import { isOpenable, portId, type ServicePort, type ServiceRow } from '../../shared/service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { probePort } from '../probe/probe-port.ts'
import { createProber } from '../probe/prober.ts'
import { listedOf } from '../proxy/exchange.ts'
import { profileKey } from '../proxy/reach.ts'
import type { Porthole } from './porthole.ts'

/** How long a port may take to answer, with its redirects and its icon, in ms. */
const patience = 5000

/**
 * Tells what a port of a Service speaks. What is known of a Service is dropped as soon as anything of it changes, or how the
 * user wants it reached.
 */
export function serviceProbe(
  porthole: Porthole,
): (cluster: Cluster, found: { row: ServiceRow; port: ServicePort | undefined }) => Promise<Probe> {
  const prober = createProber()
  porthole.on('patch', ({ cluster, upserts, deletes }) => {
    for (const key of [...upserts.map((row) => row.key), ...deletes]) prober.forget(`${cluster}/${key}/`)
  })
  const { profiles } = porthole.engine.reach
  const wishes = new Map<string, string>()
  // Profiles also change by what is learned while a port is asked: only another wish of the user makes it worth asking.
  profiles.on('changed', (key) => {
    const wish = JSON.stringify(profiles.record(key).set)
    if (wish !== (wishes.get(key) ?? '{}')) prober.forget(key)
    wishes.set(key, wish)
  })
  return async (cluster, { row, port }) => {
    if (!port || !isOpenable(row, port)) throw new FailureError('not-http', `${row.key} has no TCP port to ask.`)
    // It is enough that it says so: Redis logs an attack when it hears HTTP, MySQL counts it and locks the caller out.
    if (ownProtocol(port) !== undefined) return { speaks: 'tcp' }
    const target = { cluster: cluster.id, namespace: row.namespace, service: row.name, port: portId(port) }
    const listener = porthole.port
    if (listener === null) throw new FailureError('internal', 'The listener has not started.')
    const key = profileKey(cluster.id, row, port)
    const asked = {
      port: listener,
      host: `${originHost(target)}:${listener}`,
      grpc: declaresGrpc(port),
      listed: listedOf(row),
      scheme: async () => (await porthole.engine.reach.profile({ cluster, row, port })).scheme,
      tls: async () => {
        const classic = await porthole.connect(cluster.id)
        const prefix = servicePrefix(row.namespace, proxySegment(row.name, port, 'https'))
        return { port: classic, host: `127.0.0.1:${classic}`, path: `${prefix}/` }
      },
      learnTls: () => profiles.learn(key, { scheme: 'https' }),
    }
    return await prober.ask(key, () => probePort(asked, patience))
  }
}
