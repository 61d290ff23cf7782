import { TriangleAlert } from 'lucide-react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { hueOf } from '../../../shared/cluster-look.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import hues from '../../ui/hue.module.css'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './cluster-mark.module.css'

type Marked = Pick<ClusterSummary, 'color' | 'warn'>

/** The bar in a cluster's colour; nothing where it has none. */
export function ClusterBar({ cluster }: { cluster: Marked }) {
  const hue = hueOf(cluster)
  return hue === 'none' ? null : <span className={cx(styles['bar'], hues[hue])} aria-hidden />
}

/** Says that a cluster looks like production; `words` spells it out. */
export function ProductionMark({ cluster: { warn }, words = false }: { cluster: Marked; words?: boolean }) {
  if (!warn) return null
  return (
    <span className={cx(styles['production'], words && styles['framed'])} title={strings.look.productionHint}>
      <TriangleAlert size={12} strokeWidth={2} aria-hidden />
      {words ? strings.look.production : <VisuallyHidden>{strings.look.production}</VisuallyHidden>}
    </span>
  )
}
