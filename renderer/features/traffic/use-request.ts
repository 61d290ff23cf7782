import { useEffect, useState } from 'react'
import type { TrafficDetails, TrafficRow } from '../../../shared/traffic.ts'
import { ask } from '../../app/bridge.ts'

/** All that is known of a request: undefined while it is asked, null once it is kept no more. Asked anew as it goes on. */
export function useRequest(id: number, row: TrafficRow | undefined): TrafficDetails | null | undefined {
  const [known, setKnown] = useState<{ id: number; details: TrafficDetails | null }>()
  const stage = row && `${row.status} ${row.totalMs} ${row.bytesOut}`
  useEffect(() => {
    let left = false
    void ask('traffic.entry', { id }).then((answer) => {
      if (!left && answer.ok) setKnown({ id, details: answer.value })
    })
    return () => {
      left = true
    }
  }, [id, stage])
  return known?.id === id ? known.details : undefined
}
