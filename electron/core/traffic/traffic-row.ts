import type { TrafficRow } from '../../../shared/traffic.ts'
import type { TrafficEntry } from '../../proxy/traffic/traffic-entry.ts'

/** An entry as the list shows it. */
export function trafficRow(service: string, entry: TrafficEntry): TrafficRow {
  const { id, method, path, status, bytesIn, bytesOut, firstByteMs, totalMs, failure, websocket } = entry
  return {
    id,
    service,
    started: Date.parse(entry.started),
    method,
    path,
    status,
    type: mediaType(entry),
    bytesIn,
    bytesOut,
    firstByteMs,
    totalMs,
    failed: failure !== null,
    websocket,
  }
}

/** Whether an entry has gone on since its row was made. Its head comes with a status, and nothing else changes a header. */
export function isBehind(row: TrafficRow, entry: TrafficEntry): boolean {
  return (
    row.totalMs !== entry.totalMs ||
    row.status !== entry.status ||
    row.firstByteMs !== entry.firstByteMs ||
    row.bytesIn !== entry.bytesIn ||
    row.bytesOut !== entry.bytesOut
  )
}

function mediaType({ responseHeaders }: TrafficEntry): string {
  const value = responseHeaders.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? ''
  return (value.split(';')[0] ?? '').trim().toLowerCase()
}
