import type { TrafficRow } from '../../../shared/traffic.ts'
import { strings } from '../../app/strings.ts'

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

/** A moment as `10:42:07.123`: within a page that loads, the thousandths tell what came after what. */
export const momentOf = (moment: number): string => clock.format(moment)

type Known = Pick<TrafficRow, 'status' | 'failed' | 'totalMs'>

/** What the status column says. */
export function statusWords({ status, failed, totalMs }: Known): string {
  if (status !== null) return String(status)
  if (failed) return strings.traffic.failed
  return totalMs === null ? '…' : strings.traffic.cancelled
}

/** How a row looks: the status says the same in words. */
export function toneOf({ status, failed, totalMs }: Known): 'plain' | 'quiet' | 'warn' | 'bad' {
  if (failed || (status ?? 0) >= 500) return 'bad'
  if ((status ?? 0) >= 400) return 'warn'
  return status === null && totalMs !== null ? 'quiet' : 'plain'
}
