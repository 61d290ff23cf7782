import { isPinned } from '../../../shared/desk.ts'
import { useDesk } from '../../app/desk-store.ts'
import { strings } from '../../app/strings.ts'
import { DeskLine } from './desk-line.tsx'
import styles from './desk-lists.module.css'

/** As many recent dashboards stand in the sidebar; the palette knows more. */
const mostRecent = 6

/** The pinned dashboards, and those opened last that are not pinned. */
export function DeskLists() {
  const desk = useDesk()
  const recent = desk.recents.filter((one) => !isPinned(desk, one)).slice(0, mostRecent)
  if (desk.pins.length === 0 && recent.length === 0) return null
  return (
    <div className={styles['lists']}>
      <Group heading={strings.desk.pinnedHeading} dashboards={desk.pins} pinned />
      <Group heading={strings.desk.recentHeading} dashboards={recent} pinned={false} />
    </div>
  )
}

interface GroupProps {
  heading: string
  dashboards: ReturnType<typeof useDesk.getState>['pins']
  pinned: boolean
}

function Group({ heading, dashboards, pinned }: GroupProps) {
  if (dashboards.length === 0) return null
  return (
    <section aria-label={heading}>
      <h2 className={styles['heading']}>{heading}</h2>
      <ul className={styles['list']}>
        {dashboards.map((one, index) => (
          <DeskLine
            key={JSON.stringify(one)}
            dashboard={one}
            pinned={pinned}
            digit={pinned && index < 9 ? index + 1 : null}
          />
        ))}
      </ul>
    </section>
  )
}
