import { useEffect } from 'react'
import { forwardRight, missingRights, pageAccess } from '../../../shared/access.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'
import { restTime } from '../probe/use-probe.ts'
import styles from './access-note.module.css'
import { askAccess, useAccess } from './access-store.ts'

interface AccessNoteProps {
  cluster: string
  row: ServiceRow
  /** It is forwarded, not opened. */
  forwards: boolean
  /** An eye rests on the row, or it is selected. */
  looked: boolean
}

/** What the user may not do with a Service, said before they open or forward it; nothing where all is allowed. */
export function AccessNote({ cluster, row: { namespace }, forwards, looked }: AccessNoteProps) {
  const access = useAccess(cluster, namespace)
  useEffect(() => {
    if (!looked) return undefined
    const timer = setTimeout(() => void askAccess(cluster, namespace), restTime)
    return () => clearTimeout(timer)
  }, [looked, cluster, namespace])
  if (!access) return null
  const may = forwards ? (access.forward === false ? 'noForward' : 'all') : pageAccess(access)
  if (may === 'all' || may === 'unknown') return null
  const rights = may === 'noForward' ? [forwardRight] : missingRights(access)
  return (
    <span className={styles['note']} data-may={may} title={strings.access.missing(rights, namespace)}>
      {strings.access[may]}
    </span>
  )
}
