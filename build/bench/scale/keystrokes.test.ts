import { expect, test } from 'vitest'
import { keystrokes } from './keystrokes.ts'
import type { TraceEvent } from './trace-events.ts'

const thread = (pid: number, name: string): TraceEvent => ({
  ph: 'M',
  name: 'thread_name',
  pid,
  tid: 1,
  ts: 0,
  args: { name },
})
const task = (pid: number, ts: number, tdur: number): TraceEvent => ({
  ph: 'X',
  name: 'ThreadControllerImpl::RunTask',
  pid,
  tid: 1,
  ts,
  dur: 2 * tdur,
  tdur,
})
const input = (ph: string, id: string, ts: number, event_type?: string): TraceEvent => ({
  ph,
  name: 'EventLatency',
  pid: 7,
  tid: 3,
  ts,
  id2: { local: id },
  ...(event_type !== undefined && { args: { event_latency: { event_type } } }),
})

test('from the key to its frame, with the page’s own work in between', () => {
  const found = keystrokes([
    thread(7, 'CrRendererMain'),
    thread(8, 'CrRendererMain'),
    thread(9, 'CrBrowserMain'),
    task(7, 500, 900),
    input('b', '0x1', 1_000, 'KEY_PRESSED'),
    task(7, 2_000, 3_000),
    task(8, 3_000, 5_000),
    task(9, 3_000, 5_000),
    input('b', '0x2', 4_000, 'KEY_RELEASED'),
    input('e', '0x2', 5_000),
    task(7, 9_000, 4_000),
    input('e', '0x1', 21_000),
    task(7, 22_000, 4_000),
  ])
  expect(found).toEqual([{ presented: 20, work: 7 }])
})

test('two keys that overlap, and one whose frame the trace does not have', () => {
  const found = keystrokes([
    thread(7, 'CrRendererMain'),
    input('b', '0x1', 0, 'KEY_PRESSED'),
    input('b', '0x2', 5_000, 'KEY_PRESSED'),
    input('b', '0x3', 6_000, 'KEY_PRESSED'),
    input('e', '0x1', 16_000),
    input('e', '0x2', 32_000),
  ])
  expect(found.map(({ presented }) => presented)).toEqual([16, 27])
})
