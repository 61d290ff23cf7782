import type { CSSProperties } from 'react'
import { useMemo } from 'react'
import { panesOf } from '../../../shared/panes.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { useMedia } from '../../ui/use-media.ts'
import { Page } from './page.tsx'
import styles from './pages.module.css'
import { Separator } from './separator.tsx'
import { useSplit } from './split-store.ts'

/** As in pages.module.css. */
const narrow = '(max-width: 899px)'

/** The open dashboard, or the two of the pair; where the window is narrow, one above the other. */
export function Pages() {
  const state = useTabs()
  const stacked = useMedia(narrow)
  const share = useSplit((split) => split.share)
  const panes = useMemo(() => panesOf(state), [state])
  const [first, second] = panes
  if (!first) return null
  return (
    <div
      className={styles['pages']}
      style={second && ({ '--share': share, '--other': 100 - share } as CSSProperties)}
      data-split={second !== undefined}
    >
      <Page key={first.pane} pane={first.pane} tab={first.tab} active={first.tab.id === state.active} />
      {second ? (
        <>
          <Separator stacked={stacked} controls={panes.map(({ tab }) => `panel-${tab.id}`).join(' ')} />
          <Page key={second.pane} pane={second.pane} tab={second.tab} active={second.tab.id === state.active} />
        </>
      ) : null}
    </div>
  )
}
