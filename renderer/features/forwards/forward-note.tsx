import { ArrowRightToLine } from 'lucide-react'
import type { ServiceRow } from '../../../shared/service.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { addressOf } from './forward-actions.ts'
import styles from './forward-note.module.css'

/** Where a port of a Service is on this computer; undefined while none is forwarded. */
export function useForwardAddress(cluster: string, { namespace, name }: ServiceRow): string | undefined {
  return useApp(({ state }) => {
    const forward = state?.forwards.find(
      (one) => one.service === name && one.namespace === namespace && one.cluster === cluster,
    )
    return forward && addressOf(forward)
  })
}

/** Says so beside its name, in place of what the port speaks. */
export function ForwardNote({ address }: { address: string }) {
  return (
    <span className={styles['note']} title={strings.forwards.at(address)}>
      <ArrowRightToLine size={12} strokeWidth={1.75} aria-hidden />
      <VisuallyHidden>{strings.forwards.done}</VisuallyHidden>
      {address}
    </span>
  )
}
