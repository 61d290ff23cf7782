import { useEffect, useState } from 'react'
import type { ServiceRow } from '../../../shared/service.ts'
import type { ServicesSnapshot } from '../../../shared/services-patch.ts'
import { ask } from '../../app/bridge.ts'
import { useServices } from '../services/services-store.ts'

/** The row of a Service, be its cluster on show or not; as it was when asked in the latter case. */
export function useRow(cluster: string, key: string): ServiceRow | undefined {
  const shown = useServices((services) => services.cluster === cluster)
  const own = useServices(({ rows }) => (shown ? rows.find((row) => row.key === key) : undefined))
  const [other, setOther] = useState<ServiceRow>()
  useEffect(() => {
    if (shown) return undefined
    let current = true
    void ask('services.snapshot', { cluster }).then((answer) => {
      if (!current || !answer.ok) return
      const { rows } = JSON.parse(answer.value) as ServicesSnapshot
      setOther(rows.find((row) => row.key === key))
    })
    return () => {
      current = false
    }
  }, [shown, cluster, key])
  return shown ? own : other
}
