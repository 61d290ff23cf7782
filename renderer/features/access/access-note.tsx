import { useEffect } from 'react'
import { missingRights, pageAccess } from '../../../shared/access.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { restTime } from '../probe/use-probe.ts'
import styles from './access-note.module.css'
import { askAccess, useAccess } from './access-store.ts'

interface AccessNoteProps {
  cluster: string
  row: ServiceRow
  /** An eye rests on the row, or it is selected. */
  looked: boolean
}

/** What the user may not do with a Service's page, said before they open it; nothing where all is allowed. */
export function AccessNote({ cluster, row: { namespace }, looked }: AccessNoteProps) {
  const access = useAccess(cluster, namespace)
  useEffect(() => {
    if (!looked) return undefined
    const timer = setTimeout(() => void askAccess(cluster, namespace), restTime)
    return () => clearTimeout(timer)
  }, [looked, cluster, namespace])
  const page = access && pageAccess(access)
  if (!access || (page !== 'none' && page !== 'look')) return null
  return (
    <span className={styles['note']} data-may={page} title={strings.access.missing(missingRights(access), namespace)}>
      {strings.access[page]}
    </span>
  )
}
