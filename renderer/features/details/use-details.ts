import { useEffect, useState } from 'react'
import type { ServiceRef } from '../../../shared/service-ref.ts'
import type { CopyTarget } from '../../../shared/copy-target.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Profile } from '../../../shared/profile.ts'
import type { ServiceDetails } from '../../../shared/service-details.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { ask } from '../../app/bridge.ts'
import { refOf } from '../services/service-actions.ts'

/** What the panel shows of a Service; what has not been answered is absent. */
export interface Shown {
  /** Of this Service: another one's answers are not shown for it. */
  key: string
  details?: ServiceDetails
  failure?: Failure
  profile?: Profile | null
  urls?: readonly CopyTarget[]
}

/** Whoever runs through the list with the arrow keys asks nothing on the way. In ms. */
const rest = 150

/** Asks about a Service as soon as the selection rests on it, and again when its row changes. */
export function useServiceDetails(cluster: string, row: ServiceRow): Shown {
  const [shown, setShown] = useState<Shown>({ key: row.key })
  useEffect(() => {
    let current = true
    const { key } = row
    const put = (more: Partial<Shown>) => {
      if (current) setShown((before) => ({ ...(before.key === key ? before : {}), ...more, key }))
    }
    const service: ServiceRef = refOf(cluster, row)
    const timer = setTimeout(() => {
      void ask('service.details', service).then((answer) => {
        if (answer.ok) put({ details: answer.value })
        else put({ failure: { code: answer.code, message: answer.message, hint: answer.hint } })
      })
      void ask('service.profile', service).then((answer) => answer.ok && put({ profile: answer.value }))
      void ask('service.copyTargets', service).then((answer) => answer.ok && put({ urls: answer.value }))
    }, rest)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [cluster, row])
  return shown.key === row.key ? shown : { key: row.key }
}
