import { type Dashboard, dashboardKey } from '../../../shared/desk.ts'
import { useIcons } from '../../app/icon-store.ts'
import { cx } from '../../ui/cx.ts'
import { useProbedIcon } from '../probe/probe-store.ts'
import styles from './favicon.module.css'

const hues = 6

interface FaviconProps {
  dashboard: Dashboard
  /** What its page has now, where it is open. */
  now: string | null
}

/** The page's icon, or the one it had last, or that its port answered with; until there is one, the Service's first letter in a colour that stays with its name. */
export function Favicon({ dashboard, now }: FaviconProps) {
  const last = useIcons(({ icons }) => icons[dashboardKey(dashboard)])
  const probed = useProbedIcon(dashboard)
  const icon = now ?? last ?? probed
  const { name } = dashboard
  if (icon !== null) return <img src={icon} alt="" width={16} height={16} className={styles['icon']} />
  const hue = Array.from(name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % hues
  return (
    <span aria-hidden className={cx(styles['icon'], styles['letter'], styles[`hue${hue}`])}>
      {name.charAt(0).toUpperCase()}
    </span>
  )
}
