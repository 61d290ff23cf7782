import { type Dashboard, isPinned } from '../../../shared/desk.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { ScreenHead } from '../../ui/screen-head.tsx'
import { showTab } from '../tabs/tab-actions.ts'
import { WallCard } from './wall-card.tsx'
import styles from './wall.module.css'

/** Pinned and recent dashboards as cards. */
export function Wall() {
  const desk = useDesk()
  const recents = desk.recents.filter((one) => !isPinned(desk, one))
  const empty = desk.pins.length === 0 && recents.length === 0
  return (
    <>
      <ScreenHead title={strings.screens.dashboards} />
      {empty ? (
        <Message title={strings.wall.empty} hint={strings.wall.emptyHint}>
          <Button look="primary" onClick={() => void showTab(null)}>
            {strings.wall.showServices}
          </Button>
        </Message>
      ) : (
        <div className={styles['scroller']}>
          <Group heading={strings.desk.pinnedHeading} dashboards={desk.pins} />
          <Group heading={strings.desk.recentHeading} dashboards={recents} />
        </div>
      )}
    </>
  )
}

interface GroupProps {
  heading: string
  dashboards: readonly Dashboard[]
}

function Group({ heading, dashboards }: GroupProps) {
  if (dashboards.length === 0) return null
  return (
    <section aria-label={heading} className={styles['group']}>
      <h2 className={styles['heading']}>{heading}</h2>
      <ul className={styles['cards']}>
        {dashboards.map((one) => (
          <WallCard key={JSON.stringify(one)} dashboard={one} />
        ))}
      </ul>
    </section>
  )
}
