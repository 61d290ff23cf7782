import { X } from 'lucide-react'
import { memo, type MouseEvent, useRef, useState } from 'react'
import type { ClusterColor } from '../../../shared/cluster-look.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import type { ReorderItem } from '../../ui/use-reorder.ts'
import { dashboardOf } from '../desk/desk-actions.ts'
import { ApartWords } from './apart-words.tsx'
import { Favicon } from './favicon.tsx'
import { closeTab, showTab } from './tab-actions.ts'
import { TabMenu } from './tab-menu.tsx'
import styles from './tab-strip.module.css'

const middle = 1

interface TabButtonProps {
  tab: Tab
  active: boolean
  /** Its page can be seen, be it beside that of the active tab. */
  shown: boolean
  /** Its side in the pair; null where it is none of it. */
  side: 'left' | 'right' | null
  /** What tells it from others of its name. */
  words: string
  hue: ClusterColor
  /** The name of its cluster on screen. */
  clusterName: string
  item: ReorderItem
}

/** A dashboard's tab. A middle click or Delete closes it, as its cross does; it can be dragged to another place. */
export const TabButton = memo(function TabButton(props: TabButtonProps) {
  const { tab, active, shown, side, words, hue, clusterName, item } = props
  const [menu, setMenu] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { id, title, service, namespace, loading, problem, question } = tab
  const closeOnMiddle = (event: MouseEvent) => {
    if (event.button === middle) void closeTab(id)
  }
  const close = () => {
    setMenu(false)
    button.current?.focus()
  }
  return (
    <div
      {...item}
      role="presentation"
      className={cx(
        item.className,
        styles['place'],
        active && styles['active'],
        shown && styles['shown'],
        side && styles[side],
        words !== '' && styles['told'],
      )}
      title={`${title}\n${strings.tabs.place(service, namespace, clusterName)}`}
      // The middle button would otherwise start to scroll the strip.
      onMouseDown={(event) => event.button === middle && event.preventDefault()}
      onAuxClick={closeOnMiddle}
      onContextMenu={() => setMenu(true)}
    >
      <button
        ref={button}
        type="button"
        role="tab"
        id={`tab-${id}`}
        aria-selected={active}
        aria-controls={shown ? `panel-${id}` : undefined}
        aria-description={side === null ? undefined : strings.tabs.split[side]}
        aria-keyshortcuts="Delete"
        tabIndex={active ? 0 : -1}
        className={styles['tab']}
        onClick={() => void showTab(id)}
        onKeyDown={(event) => event.key === 'Delete' && void closeTab(id)}
      >
        {problem !== null ? (
          <Dot shape="cross" tone="bad" />
        ) : (
          <Favicon dashboard={dashboardOf(tab)} now={tab.favicon} />
        )}
        <span dir="auto" className={styles['title']}>
          {title}
        </span>
        <ApartWords words={words} hue={hue} />
        {question !== null && !shown ? <Dot shape="full" tone="accent" label={strings.tabs.asks} /> : null}
        {loading && !active ? <span className={styles['loading']} /> : null}
      </button>
      {/* Not reached by Tab and unknown to a screen reader: a tab may hold nothing that is pressed; Delete does it. */}
      <span className={styles['room']} aria-hidden>
        <span
          className={styles['close']}
          title={strings.tabs.close(title)}
          onClick={() => void closeTab(id)}
          data-testid={`close-${id}`}
        >
          <X size={13} strokeWidth={2} />
        </span>
      </span>
      {menu ? <TabMenu tab={tab} onClose={close} /> : null}
    </div>
  )
})
