import { type RefCallback, useRef } from 'react'
import { type Dashboard, dashboardKey, isPinned } from '../../../shared/desk.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { ScreenHead } from '../../ui/screen-head.tsx'
import { usePinOrder } from '../desk/use-pin-order.ts'
import { showTab } from '../tabs/tab-actions.ts'
import { useWallPictures } from './use-wall-pictures.ts'
import { WallCard } from './wall-card.tsx'
import styles from './wall.module.css'

/** Pinned and recent dashboards as cards. */
export function Wall() {
  const desk = useDesk()
  const recents = desk.recents.filter((one) => !isPinned(desk, one))
  const watch = useWallPictures([...desk.pins, ...recents])
  const empty = desk.pins.length === 0 && recents.length === 0
  const note = empty ? undefined : desk.pins.length === 0 ? strings.wall.noPins : strings.wall.note
  return (
    <>
      <ScreenHead title={strings.screens.dashboards} note={note} />
      {empty ? (
        <Message title={strings.wall.empty} hint={strings.wall.emptyHint}>
          <Button look="primary" onClick={() => void showTab(null)}>
            {strings.wall.showServices}
          </Button>
        </Message>
      ) : (
        <div className={styles['scroller']}>
          <Group heading={strings.desk.pinnedHeading} dashboards={desk.pins} watch={watch} pinned />
          <Group heading={strings.desk.recentHeading} dashboards={recents} watch={watch} pinned={false} />
        </div>
      )}
    </>
  )
}

interface GroupProps {
  heading: string
  dashboards: readonly Dashboard[]
  watch: RefCallback<HTMLElement>
  pinned: boolean
}

function Group({ heading, dashboards, watch, pinned }: GroupProps) {
  const list = useRef<HTMLUListElement>(null)
  const itemAt = usePinOrder(list, dashboards)
  if (dashboards.length === 0) return null
  return (
    <div className={styles['group']}>
      <h2 className={styles['heading']}>{heading}</h2>
      <ul ref={list} className={styles['cards']}>
        {dashboards.map((one, at) => (
          <WallCard key={dashboardKey(one)} dashboard={one} watch={watch} item={pinned ? itemAt(at) : null} />
        ))}
      </ul>
    </div>
  )
}
