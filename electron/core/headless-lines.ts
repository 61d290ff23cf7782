import { isOpenable, type ServiceRow } from '../../shared/service.ts'
import { serviceUrls, type UrlBase } from './copy-targets.ts'

/** One line of `--output json`: a port of a Service and where it is served. */
export interface HeadlessLine {
  /** The context's name. */
  cluster: string
  namespace: string
  name: string
  port: { name: string; number: number }
  classic: string
  origin: string
  /** Whether `kubectl cluster-info` would print this Service. */
  clusterService: boolean
}

/** A line for each port that can be opened of each Service, by namespace and name. */
export function headlessLines(context: string, rows: readonly ServiceRow[], base: UrlBase): HeadlessLine[] {
  const sorted = [...rows].sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name))
  return sorted.flatMap((row) =>
    row.ports
      .filter((port) => isOpenable(row, port))
      .map((port) => ({
        cluster: context,
        namespace: row.namespace,
        name: row.name,
        port: { name: port.name, number: port.port },
        ...serviceUrls(row, port, base),
        clusterService: row.clusterService,
      })),
  )
}

/** The lines as a table for people: what it is, its classic URL, its origin. */
export function textLines(lines: readonly HeadlessLine[]): string[] {
  const label = ({ namespace, name, port }: HeadlessLine): string =>
    `${namespace}/${name}:${port.name === '' ? port.number : port.name}`
  const first = Math.max(0, ...lines.map((line) => label(line).length))
  const second = Math.max(0, ...lines.map((line) => line.classic.length))
  return lines.map((line) => `${label(line).padEnd(first)}  ${line.classic.padEnd(second)}  ${line.origin}`)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
