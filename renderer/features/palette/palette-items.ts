import type { ClusterSummary } from '../../../shared/app-state.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { serviceId } from '../../../shared/desk.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { shownName } from '../services/port-words.ts'
import { type Candidate, findable } from './rank.ts'

/** A line of the palette. `page` is the title of a Service's open page, where it says more than its name; else empty. */
export type PaletteItem = Candidate & { id: string } & (
    | { kind: 'service'; cluster: ClusterSummary; row: ServiceRow; page: string }
    | { kind: 'tab'; tab: Tab; context: string }
    | { kind: 'cluster'; cluster: ClusterSummary }
    | { kind: 'command'; command: PaletteCommand }
  )

/** Something to do that has no place of its own on the screen, or a key. */
export interface PaletteCommand {
  id: string
  title: string
  /** As in the sheet of keys; empty for none. */
  keys: string
  /** It changes nothing that is on show: who was in a page is in it again. */
  stays: boolean
  run: () => void
}

// Commands and contexts stand behind Services that match as well.
const handicaps = { service: 0, tab: 0.2, cluster: 0.3, command: 2.2 } as const

/** The Services used last by `serviceId`: 0 for the last one. */
export type Recency = ReadonlyMap<string, number>

const texts = new WeakMap<ServiceRow, { context: string; text: Candidate['text'] }>()

function textOf(row: ServiceRow, context: string): Candidate['text'] {
  const known = texts.get(row)
  if (known?.context === context) return known.text
  const ports = row.ports.map(({ name, port }) => `${name} ${port}`)
  const title = row.title === row.name ? '' : row.title
  const more = [row.name, title, ...ports, row.labels].join('\n')
  const text = findable(shownName(row), [row.namespace, context], more)
  texts.set(row, { context, text })
  return text
}

export function serviceItem(cluster: ClusterSummary, row: ServiceRow, recency: Recency, title = ''): PaletteItem {
  const page = title.toLowerCase() === shownName(row).toLowerCase() ? '' : title
  const text = textOf(row, cluster.name)
  const id = serviceId({ cluster: cluster.id, namespace: row.namespace, name: row.name })
  return {
    kind: 'service',
    id,
    cluster,
    row,
    page,
    text: page === '' ? text : { ...text, more: `${page.toLowerCase()}\n${text.more}` },
    recency: recency.get(id) ?? Infinity,
    handicap: handicaps.service,
  }
}

export function tabItem(tab: Tab, context: string): PaletteItem {
  const text = findable(tab.title, [tab.namespace, context], `${tab.service} ${tab.port}`)
  return { kind: 'tab', id: `tab ${tab.id}`, tab, context, text, recency: Infinity, handicap: handicaps.tab }
}

export function clusterItem(cluster: ClusterSummary): PaletteItem {
  const text = findable(
    cluster.name,
    [],
    [...cluster.contexts.map(({ context }) => context), cluster.server].join('\n'),
  )
  return { kind: 'cluster', id: `cluster ${cluster.id}`, cluster, text, recency: Infinity, handicap: handicaps.cluster }
}

export function commandItem(command: PaletteCommand): PaletteItem {
  const text = findable(command.title, [], '', false)
  const { id } = command
  return { kind: 'command', id: `command ${id}`, command, text, recency: Infinity, handicap: handicaps.command }
}
