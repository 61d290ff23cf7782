import type { TrafficRow } from '../../../shared/traffic.ts'

export const statusClasses = ['', '2', '3', '4', '5', 'failed'] as const
export type StatusClass = (typeof statusClasses)[number]

export interface TrafficFilter {
  text: string
  /** Empty for all; `failed` are those that brought no answer of the Service's own, or one of 500 and above. */
  status: StatusClass
  /** Empty for all; `WebSocket` is one, too. */
  method: string
}

export const noFilter: TrafficFilter = { text: '', status: '', method: '' }

/** What a row's method column says. */
export const methodOf = ({ method, websocket }: Pick<TrafficRow, 'method' | 'websocket'>): string =>
  websocket ? 'WebSocket' : method

/** What the status bar counts: it brought no answer, or the Service says that it failed. */
const isError = ({ failed, status }: TrafficRow): boolean => failed || (status ?? 0) >= 500

/** The rows that a filter lets through; every word of its text must be in the row. */
export function filterTraffic(
  rows: readonly TrafficRow[],
  { text, status, method }: TrafficFilter,
): readonly TrafficRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0 && status === '' && method === '') return rows
  return rows.filter((row) => {
    if (method !== '' && methodOf(row) !== method) return false
    if (status === 'failed' ? !isError(row) : status !== '' && !String(row.status).startsWith(status)) return false
    if (words.length === 0) return true
    const said = `${methodOf(row)} ${row.path} ${row.type} ${row.status ?? ''} ${row.service}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

/** The methods that there are, in the order of their first use. */
export const methodsOf = (rows: readonly TrafficRow[]): string[] => [...new Set(rows.map(methodOf))]
