import { usePlace } from '../../app/place.ts'
import { screens } from '../../app/screens.tsx'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { showScreen } from '../tabs/tab-actions.ts'
import styles from './screen-links.module.css'

/** The screens, quietly at the foot of the sidebar. */
export function ScreenLinks() {
  const place = usePlace()
  return (
    <ul className={styles['list']} aria-label={strings.screens.label}>
      {screens.map(({ id, title, icon: Icon }) => (
        <li key={id} className={styles['line']}>
          <button
            type="button"
            className={cx(styles['link'], place === id && styles['active'])}
            aria-current={place === id ? 'page' : undefined}
            title={title}
            onClick={() => void showScreen(id)}
          >
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            <span className={styles['title']}>{title}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
