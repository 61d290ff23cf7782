import type { ClusterSummary } from '../../../shared/app-state.ts'
import { hueOf, looksLikeProduction } from '../../../shared/cluster-look.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import hues from '../../ui/hue.module.css'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './cluster-mark.module.css'

type Marked = Pick<ClusterSummary, 'color' | 'warn'>
type Named = Pick<ClusterSummary, 'name' | 'warn'>

/** The bar in a cluster's colour; nothing where it has none. */
export function ClusterBar({ cluster }: { cluster: Marked }) {
  const hue = hueOf(cluster)
  return hue === 'none' ? null : <span className={cx(styles['bar'], hues[hue])} aria-hidden />
}

/** Says that a cluster looks like production, in a word and not by a sign, which would say that something is wrong with it. */
export function ProductionMark({ cluster: { name, warn }, short = false }: { cluster: Named; short?: boolean }) {
  if (!warn) return null
  // In the sidebar it would take the room of a name that says so itself.
  if (short && looksLikeProduction(name)) return <VisuallyHidden>{strings.look.production}</VisuallyHidden>
  const { production, productionShort, productionHint } = strings.look
  return (
    <span className={styles['production']} title={productionHint}>
      <span aria-hidden>{short ? productionShort : production}</span>
      <VisuallyHidden>{production}</VisuallyHidden>
    </span>
  )
}
