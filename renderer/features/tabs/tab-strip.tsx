import { LayoutList } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { strings } from '../../app/strings.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { cx } from '../../ui/cx.ts'
import { showTab, turnTab } from './tab-actions.ts'
import { TabButton } from './tab-button.tsx'
import styles from './tab-strip.module.css'

/** The Services and the open dashboards. */
export function TabStrip() {
  const tabs = useTabs((state) => state.tabs)
  const active = useTabs((state) => state.active)
  const strip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    strip.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    // The focus follows the tab once main has turned to it.
    void turnTab(by).then(() => strip.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus())
  }
  return (
    <div ref={strip} role="tablist" aria-label={strings.tabs.label} className={styles['strip']} onKeyDown={onKeyDown}>
      <button
        type="button"
        role="tab"
        id="tab-services"
        aria-selected={active === null}
        aria-controls="panel-services"
        tabIndex={active === null ? 0 : -1}
        className={cx(styles['tab'], styles['services'], active === null && styles['active'])}
        onClick={() => void showTab(null)}
      >
        <LayoutList size={14} strokeWidth={1.75} aria-hidden />
        {strings.tabs.services}
      </button>
      {tabs.map((tab) => (
        <TabButton key={tab.id} tab={tab} active={tab.id === active} />
      ))}
    </div>
  )
}
