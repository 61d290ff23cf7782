import { X } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { ScreenId } from '../../../shared/screen.ts'
import { dropScreen } from '../../app/screen-store.ts'
import { screenOf } from '../../app/screens.tsx'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { showScreen } from './tab-actions.ts'
import styles from './tab-strip.module.css'

const middle = 1

/** A screen's tab, after that of the Services. It closes as a dashboard's does, and keeps its place. */
export function ScreenTab({ id, active }: { id: ScreenId; active: boolean }) {
  const screen = screenOf(id)
  if (!screen) return null
  const { title, icon: Icon } = screen
  return (
    <div
      role="presentation"
      className={cx(styles['place'], active && styles['active'])}
      title={title}
      onMouseDown={(event) => event.button === middle && event.preventDefault()}
      onAuxClick={(event: MouseEvent) => event.button === middle && dropScreen(id)}
    >
      <button
        type="button"
        role="tab"
        id={`tab-${id}`}
        aria-selected={active}
        aria-controls="panel-screen"
        aria-keyshortcuts="Delete"
        tabIndex={active ? 0 : -1}
        className={styles['tab']}
        onClick={() => void showScreen(id)}
        onKeyDown={(event) => event.key === 'Delete' && dropScreen(id)}
      >
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        <span className={styles['title']}>{title}</span>
      </button>
      <span className={styles['room']} aria-hidden>
        <span className={styles['close']} title={strings.tabs.close(title)} onClick={() => dropScreen(id)}>
          <X size={13} strokeWidth={2} />
        </span>
      </span>
    </div>
  )
}
