import { useEffect } from 'react'
import { useActiveCluster } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { announce, useNotices } from './notice-store.ts'

/** Tells a screen reader what changed: confirmations, complaints, and the cluster's state when it turns. */
export function LiveRegion() {
  const announcement = useNotices((notices) => notices.announcement)
  const cluster = useActiveCluster()
  const phase = cluster?.state.phase
  const name = cluster?.name
  const failing = cluster?.state.phase === 'degraded' ? strings.reason(cluster.state.failure.code) : ''
  useEffect(() => {
    if (phase === undefined || name === undefined) return
    announce(`${name}: ${strings.statePhase[phase]} ${failing}`.trim())
  }, [name, phase, failing])
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {announcement}
    </VisuallyHidden>
  )
}
