import type { Connections } from '../../shared/connections.ts'
import type { Porthole } from './porthole.ts'

/** What is open now. Asked for while somebody looks, and counted only then. */
export async function connectionsOf(porthole: Porthole): Promise<Connections> {
  const listeners = await Promise.all(
    (await porthole.listening.all()).map(async ({ cluster, listener }) => ({
      address: `127.0.0.1:${listener.port}`,
      cluster,
      main: listener.port === porthole.port,
      clients: await listener.connections(),
    })),
  )
  const connected = porthole.clusters.all().filter(({ id }) => porthole.listening.classicPort(id) !== null)
  const clusters = connected.map((cluster) => ({
    cluster: cluster.id,
    open: porthole.engine.openTo(cluster.id),
    tunnels: porthole.engine.reach.tunnelsTo(cluster),
  }))
  return { listeners, clusters }
}
