import type { ClusterAccess } from './cluster-access.ts'
import { connectionsOf } from './kept-connections.ts'

/**
 * Closes the connections that wait for a next request. After a failure or a sleep they may be dead, and each request on
 * one would need a time-out to learn it.
 */
export async function dropIdleConnections(access: ClusterAccess): Promise<void> {
  // Without credentials there is no pool either.
  const upstream = await access.upstream().catch(() => undefined)
  if (!upstream) return
  connectionsOf(upstream.agent).dropIdle()
  for (const sockets of Object.values(upstream.agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy()
  }
}
