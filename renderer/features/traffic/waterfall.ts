import type { TrafficRow } from '../../../shared/traffic.ts'

/** A bar of the waterfall; all in parts of its width, 0 to 1. */
export interface Bar {
  from: number
  /** Until the head of the answer came. */
  wait: number
  receive: number
}

/** After so much quiet, in ms, a request begins a burst of its own. */
const quiet = 1_000
/** A burst is drawn as at least, and at most, so long, in ms: one quick request is a dot, one endless stream no rule. */
const shortest = 100
const longest = 10_000
/** The narrowest bar. */
const narrowest = 0.02

/**
 * Where each request stands in its burst: a page and what it loads. Over a whole session bars would be too narrow to see,
 * and each by itself would say nothing of what waited for what.
 */
export function waterfall(rows: readonly TrafficRow[]): ReadonlyMap<number, Bar> {
  const bars = new Map<number, Bar>()
  let burst: TrafficRow[] = []
  let begin = 0
  let end = -Infinity
  const draw = (): void => {
    const span = Math.min(Math.max(end - begin, shortest), longest)
    for (const row of burst) bars.set(row.id, barOf(row, begin, span))
  }
  for (const row of rows) {
    if (row.started > end + quiet) {
      draw()
      burst = []
      begin = row.started
      end = begin
    }
    burst.push(row)
    // A WebSocket or an event stream lasts, and the page does not wait for it.
    end = Math.max(end, row.started + Math.min(row.websocket ? 0 : (row.totalMs ?? row.firstByteMs ?? 0), longest))
  }
  draw()
  return bars
}

function barOf({ started, firstByteMs, totalMs }: TrafficRow, begin: number, span: number): Bar {
  const from = clamp((started - begin) / span, 1 - narrowest)
  const total = totalMs ?? span
  const wait = clamp(Math.min(firstByteMs ?? total, total) / span, 1 - from)
  const receive = clamp(total / span - wait, 1 - from - wait)
  return wait + receive < narrowest ? { from, wait: 0, receive: narrowest } : { from, wait, receive }
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))
