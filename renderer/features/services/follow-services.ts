import type { ClusterState } from '../../../shared/cluster-state.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { applyPatch, type ServicesPatch, type ServicesSnapshot } from '../../../shared/services-patch.ts'
import { activeCluster, useApp } from '../../app/app-store.ts'
import { ask } from '../../app/bridge.ts'
import { mergeRows } from './merge-rows.ts'
import { compareRows } from './row-order.ts'
import { noServices, useServices } from './services-store.ts'
import { turnView } from './view-store.ts'

/** A cluster has a list as soon as its first rows are there. */
const hasList = (state: ClusterState) =>
  state.phase === 'connected' || state.phase === 'degraded' || (state.phase === 'connecting' && state.received > 0)

/** What is followed: a cluster, its rows once they are there, and the patches that came while they were on their way. */
interface Following {
  cluster: string
  mirror: { cluster: string; sequence: number; rows: Map<string, ServiceRow> } | null
  queue: ServicesPatch[]
}

/**
 * Mirrors the Services of the cluster on screen from now on; returns how to stop. A long list begins with its first rows
 * and grows by patches. Patches that arrive while a snapshot is on its way wait for it; after a gap a snapshot of all rows
 * is asked for, and the old rows stay until it is there.
 */
export function followServices(): () => void {
  let following: Following | null = null

  const request = async (cluster: string, channel: 'services.follow' | 'services.snapshot') => {
    const mine: Following = { cluster, mirror: null, queue: [] }
    following = mine
    const answer = await ask(channel, { cluster })
    if (following !== mine) return
    if (!answer.ok) {
      const { code, message, hint } = answer
      following = null
      useServices.setState({ phase: 'failed', failure: { code, message, hint } })
      return
    }
    const snapshot = JSON.parse(answer.value) as ServicesSnapshot
    mine.mirror = { ...snapshot, rows: new Map(snapshot.rows.map((row) => [row.key, row])) }
    useServices.setState({ cluster, phase: 'ready', rows: [...snapshot.rows].sort(compareRows), failure: null })
    for (const patch of mine.queue) receive(patch)
  }

  const receive = (patch: ServicesPatch) => {
    if (patch.cluster !== following?.cluster) return
    const { mirror, queue } = following
    if (!mirror) {
      queue.push(patch)
      return
    }
    const before = mirror.sequence
    if (!applyPatch(mirror, patch)) void request(patch.cluster, 'services.snapshot')
    else if (mirror.sequence > before) {
      useServices.setState(({ rows }) => ({ rows: mergeRows(rows, patch.upserts, patch.deletes) }))
    }
  }

  const turn = () => {
    const cluster = activeCluster(useApp.getState().state)
    if (!cluster || !hasList(cluster.state)) {
      // A list that comes back later may count its patches anew, so it is asked for again.
      following = null
      clearFor(cluster?.id ?? null)
      return
    }
    if (following?.cluster === cluster.id) return
    clearFor(cluster.id)
    void request(cluster.id, 'services.follow')
  }

  const stops = [
    window.porthole.on('services.patch', (json) => receive(JSON.parse(json) as ServicesPatch)),
    useApp.subscribe(turn),
  ]
  useServices.setState({ again: turn })
  turn()
  return () => {
    following = null
    for (const stop of stops) stop()
  }
}

/** Another cluster: its rows are not there yet, and what was typed and selected for the one before does not apply. */
function clearFor(cluster: string | null): void {
  const before = useServices.getState().cluster
  if (before === cluster) return
  useServices.setState({ ...noServices, cluster })
  turnView(before, cluster)
}
