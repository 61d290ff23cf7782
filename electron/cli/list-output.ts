import { stringify } from 'yaml'
import type { ServiceRow } from '../../shared/service.ts'
import { isOpenable, preferredPort } from '../../shared/service.ts'
import { serviceUrls, type UrlBase } from '../core/copy-targets.ts'
import type { OutputFormat } from './parse-command.ts'
import { terminalText } from './terminal-text.ts'

/** A Service as `list -o json` prints it. */
export interface ListedService {
  cluster: string
  namespace: string
  name: string
  type: string
  /** Ready and all endpoints; null while unknown. */
  ready: number | null
  total: number | null
  clusterService: boolean
  external: string[]
  ports: ListedPort[]
}

interface ListedPort {
  name: string
  port: number
  protocol: string
  nodePort: number
  /** Null where nothing can be opened. */
  classic: string | null
  origin: string | null
}

/** The Services of the namespace, or of all, by namespace and name as kubectl has them. */
export function listedServices(
  context: string,
  rows: readonly ServiceRow[],
  namespace: string | undefined,
  base: UrlBase,
): ListedService[] {
  return rows
    .filter((row) => namespace === undefined || row.namespace === namespace)
    .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name))
    .map((row) => ({
      cluster: context,
      namespace: row.namespace,
      name: row.name,
      type: row.type,
      ready: row.ready,
      total: row.total,
      clusterService: row.clusterService,
      external: row.external,
      ports: row.ports.map((port) => ({
        name: port.name,
        port: port.port,
        protocol: port.protocol,
        nodePort: port.nodePort,
        ...(isOpenable(row, port) ? serviceUrls(row, port, base) : { classic: null, origin: null }),
      })),
    }))
}

/** The text of `list` in a format; a URL stands for the port that *Open* would choose. */
export function listText(services: readonly ListedService[], format: OutputFormat, all: boolean): string {
  if (format === 'name') return lines(services.map(({ namespace, name }) => terminalText(`${namespace}/${name}`)))
  if (format !== 'text') return formatted(services, format)
  if (services.length === 0) return ''
  const rows = services.map((service) => [
    ...(all ? [service.namespace] : []),
    service.name,
    service.type,
    service.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(',') || '<none>',
    service.total === null ? '-' : `${service.ready ?? '-'}/${service.total}`,
    preferredUrl(service) ?? '-',
  ])
  return table([[...(all ? ['NAMESPACE'] : []), 'NAME', 'TYPE', 'PORT(S)', 'READY', 'URL'], ...rows])
}

/** What stands beside an empty list, as kubectl says it. */
export function noServices(namespace: string | undefined): string {
  return namespace === undefined ? 'No Services found.' : `No Services found in ${namespace} namespace.`
}

/** What stands beside the list of one namespace that nobody chose: who is new here takes it for all there is. */
export function inOthers(others: number, shown: number): string {
  return `${others} ${shown === 0 ? '' : 'more '}in other namespaces: porthole list -A`
}

/** Any value as JSON or YAML, as kubectl indents them. */
export function formatted(value: unknown, format: 'json' | 'yaml'): string {
  return format === 'json' ? `${JSON.stringify(value, null, 4)}\n` : stringify(value)
}

function preferredUrl(service: ListedService): string | null {
  const ports = service.ports.map((port) => ({ ...port, appProtocol: '' }))
  const preferred = preferredPort({ type: service.type, ports })
  return (
    service.ports.find(({ port, protocol }) => port === preferred?.port && protocol === preferred.protocol)?.origin ??
    null
  )
}

function table(cells: readonly (readonly string[])[]): string {
  // A cell is one line, and as wide as it will be.
  const rows = cells.map((row) => row.map((cell) => terminalText(cell.replace(/\s+/g, ' '))))
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  return lines(
    rows.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('   ')
        .trimEnd(),
    ),
  )
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
