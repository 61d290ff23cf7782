import { ChevronRight, CornerDownLeft } from 'lucide-react'
import { memo } from 'react'
import { isMac } from '../../app/bridge.ts'
import { strings } from '../../app/strings.ts'
import { cx } from '../../ui/cx.ts'
import { Dot } from '../../ui/dot.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { keysFor } from '../../ui/key-names.ts'
import { clusterDot } from '../clusters/cluster-words.ts'
import { HealthDot } from '../services/health-dot.tsx'
import { Marked } from '../services/highlight.tsx'
import { shownName } from '../services/port-words.ts'
import { dashboardOf } from '../desk/desk-actions.ts'
import { Favicon } from '../tabs/favicon.tsx'
import type { PaletteItem } from './palette-items.ts'
import styles from './palette.module.css'
import { rangesOf } from './rank.ts'

interface PaletteLineProps {
  item: PaletteItem
  id: string
  chosen: boolean
  terms: readonly string[]
  onRun: (item: PaletteItem) => void
}

/** One line: what it is, where it is, and what Enter does. */
export const PaletteLine = memo(function PaletteLine({ item, id, chosen, terms, onRun }: PaletteLineProps) {
  const { title, where } = wordsOf(item)
  const ranges = rangesOf(title, where, terms)
  return (
    <div
      role="option"
      id={id}
      aria-selected={chosen}
      className={cx(styles['line'], chosen && styles['chosen'])}
      // The caret stays in the field.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onRun(item)}
    >
      <span className={styles['icon']}>
        <Icon item={item} />
      </span>
      <span dir="auto" className={styles['name']}>
        <Marked text={title} ranges={ranges.name} />
      </span>
      <span className={styles['where']}>
        <Marked text={where} ranges={ranges.place} />
      </span>
      {item.kind === 'command' && item.command.keys !== '' ? <Kbd keys={keysFor(item.command.keys, isMac())} /> : null}
      {chosen ? <CornerDownLeft size={14} strokeWidth={1.75} aria-hidden className={styles['enter']} /> : null}
    </div>
  )
})

function Icon({ item }: { item: PaletteItem }) {
  switch (item.kind) {
    case 'service':
      return <HealthDot row={item.row} />
    case 'tab':
      return <Favicon dashboard={dashboardOf(item.tab)} now={item.tab.favicon} />
    case 'cluster':
      return <Dot {...clusterDot(item.cluster)} />
    case 'command':
      return <ChevronRight size={14} strokeWidth={1.75} aria-hidden />
  }
}

function wordsOf(item: PaletteItem): { title: string; where: string } {
  switch (item.kind) {
    case 'service':
      return {
        title: shownName(item.row),
        where: [item.page, item.row.namespace, item.cluster.name].filter(Boolean).join(' · '),
      }
    case 'tab':
      return { title: item.tab.title, where: strings.tabs.place(item.tab.service, item.tab.namespace, item.context) }
    case 'cluster':
      return {
        title: item.cluster.name,
        where: strings.palette.cluster(strings.statePhase[item.cluster.state.phase]),
      }
    case 'command':
      return { title: item.command.title, where: '' }
  }
}
