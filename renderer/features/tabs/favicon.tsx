import type { Tab } from '../../../shared/tabs-state.ts'
import { cx } from '../../ui/cx.ts'
import styles from './favicon.module.css'

const hues = 6

/** The page's icon; until there is one, the Service's first letter in a colour that stays with its name. */
export function Favicon({ tab: { favicon, service } }: { tab: Pick<Tab, 'favicon' | 'service'> }) {
  if (favicon !== null) return <img src={favicon} alt="" width={16} height={16} className={styles['icon']} />
  const hue = Array.from(service).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % hues
  return (
    <span aria-hidden className={cx(styles['icon'], styles['letter'], styles[`hue${hue}`])}>
      {service.charAt(0).toUpperCase()}
    </span>
  )
}
