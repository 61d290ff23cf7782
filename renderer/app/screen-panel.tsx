import { Suspense } from 'react'
import type { ScreenId } from '../../shared/screen.ts'
import { ScreenFault } from './screen-fault.tsx'
import styles from './screen-panel.module.css'
import { screenOf } from './screens.tsx'

/** A screen in the place of the Services. */
export function ScreenPanel({ id }: { id: ScreenId }) {
  const screen = screenOf(id)
  if (!screen) return null
  return (
    <section id="panel-screen" data-pane role="tabpanel" aria-labelledby={`tab-${id}`} className={styles['panel']}>
      <ScreenFault key={id}>
        <Suspense fallback={null}>
          <screen.View />
        </Suspense>
      </ScreenFault>
    </section>
  )
}
