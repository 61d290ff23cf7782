import { useEffect, useEffectEvent } from 'react'
import { isOpenable, preferredPort, type ServicePort, type ServiceRow } from '../../../shared/service.ts'
import { askProbe } from './probe-store.ts'

/** How long an eye must rest on a row before its port is asked, in ms: a pointer on its way passes many. */
export const restTime = 300

/** Has a port asked once somebody looks at it; without a port the one that *Open* chooses. */
export function useProbe(wanted: boolean, cluster: string, row: ServiceRow, port?: ServicePort): void {
  const asked = port ?? preferredPort(row)
  const askable = wanted && asked !== undefined && isOpenable(row, asked)
  const ask = useEffectEvent(() => void askProbe(cluster, row, port))
  useEffect(() => {
    if (!askable) return undefined
    const timer = setTimeout(() => ask(), restTime)
    return () => clearTimeout(timer)
    // A row that changed while it is looked at is asked again.
  }, [askable, cluster, row, port])
}
