import { useEffect, useState } from 'react'
import type { ServiceRow } from '../../../shared/service.ts'
import { rowOf } from '../services/row-of.ts'
import { useServices } from '../services/services-store.ts'

/** The row of a Service, be its cluster on show or not; as it was when asked in the latter case. */
export function useRow(cluster: string, key: string): ServiceRow | undefined {
  const shown = useServices((services) => services.cluster === cluster)
  const own = useServices(({ rows }) => (shown ? rows.find((row) => row.key === key) : undefined))
  const [other, setOther] = useState<ServiceRow>()
  useEffect(() => {
    if (shown) return undefined
    let current = true
    void rowOf(cluster, key).then((row) => current && setOther(row))
    return () => {
      current = false
    }
  }, [shown, cluster, key])
  return shown ? own : other
}
