import type { ServicesSnapshot } from '../../../shared/services-patch.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { ask } from '../../app/bridge.ts'
import { useServices } from './services-store.ts'

/** The row of a Service, be its cluster on show or not; undefined where it is not known. */
export async function rowOf(cluster: string, key: string): Promise<ServiceRow | undefined> {
  const shown = useServices.getState()
  if (shown.cluster === cluster) return shown.rows.find((row) => row.key === key)
  const answer = await ask('services.snapshot', { cluster })
  return answer.ok ? (JSON.parse(answer.value) as ServicesSnapshot).rows.find((row) => row.key === key) : undefined
}
