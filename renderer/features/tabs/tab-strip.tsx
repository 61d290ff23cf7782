import { LayoutList } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { clusterOf } from '../../../shared/cluster-of.ts'
import { panesOf } from '../../../shared/panes.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { usePlace } from '../../app/place.ts'
import { useScreens } from '../../app/screen-store.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { cx } from '../../ui/cx.ts'
import { useReorder } from '../../ui/use-reorder.ts'
import { apartOf, namedTab } from './apart.ts'
import { ScreenTab } from './screen-tab.tsx'
import { placeTab, showTab, turnTab } from './tab-actions.ts'
import { TabButton } from './tab-button.tsx'
import styles from './tab-strip.module.css'

const none: readonly ClusterSummary[] = []

/** The Services, the open screens and the open dashboards. */
export function TabStrip() {
  const state = useTabs()
  const { tabs, split } = state
  const shown = panesOf(state).map(({ tab }) => tab.id)
  const clusters = useApp(({ state: app }) => app?.clusters) ?? none
  const apart = useMemo(() => apartOf(tabs.map(namedTab), clusters), [tabs, clusters])
  const screens = useScreens(({ open }) => open)
  const active = usePlace()
  const strip = useRef<HTMLDivElement>(null)
  useActiveInView(strip, active)
  const order = tabs.map(({ id }) => id)
  const move = (from: number, to: number) => {
    const id = order[from]
    if (id !== undefined) void placeTab(id, to)
  }
  const itemAt = useReorder(strip, String(order), move, 'x')
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    // The focus follows the tab once main has turned to it.
    void turnTab(by).then(() => strip.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus())
  }
  return (
    <div
      ref={strip}
      role="tablist"
      aria-label={strings.tabs.label}
      className={styles['strip']}
      onKeyDown={onKeyDown}
      // A mouse has a wheel for one direction only, and the strip goes in the other.
      onWheel={({ deltaX, deltaY, currentTarget }) => {
        if (deltaX === 0) currentTarget.scrollLeft += deltaY
      }}
    >
      <button
        type="button"
        role="tab"
        id="tab-services"
        // A click on it leaves the focus here, and the list's keys should work at once.
        data-list-keys
        aria-selected={active === null}
        aria-controls="panel-services"
        tabIndex={active === null ? 0 : -1}
        className={cx(styles['tab'], styles['services'], active === null && styles['active'])}
        onClick={() => void showTab(null)}
      >
        <LayoutList size={14} strokeWidth={1.75} aria-hidden />
        {strings.tabs.services}
      </button>
      {screens.map((id) => (
        <ScreenTab key={id} id={id} active={id === active} />
      ))}
      {tabs.map((tab, at) => (
        <TabButton
          key={tab.id}
          tab={tab}
          active={tab.id === active}
          shown={shown.includes(tab.id)}
          side={tab.id === split?.left ? 'left' : tab.id === split?.right ? 'right' : null}
          words={apart[at]?.words ?? ''}
          hue={apart[at]?.hue ?? 'none'}
          clusterName={clusterOf(clusters, tab.cluster)?.name ?? tab.cluster}
          item={itemAt(at)}
        />
      ))}
    </div>
  )
}

/** Keeps the active tab in view, when another becomes it and when the strip gets narrower. */
function useActiveInView(strip: RefObject<HTMLElement | null>, active: unknown): void {
  useEffect(() => {
    const { current } = strip
    if (!current) return
    // It tells the first size too.
    const observer = new ResizeObserver(() => {
      current.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [strip, active])
}
