import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchedApp } from '../../../e2e/support/launch.ts'

/** The longest tasks of the two threads that must not stall, ms; processor time does not count what other programs take. */
export interface LongestTasks {
  readonly main: Task
  readonly renderer: Task
}

interface Task {
  readonly wall: number
  readonly processor: number
}

interface TraceEvent {
  readonly ph: string
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Chromium's own record of every task while `action` runs. */
export async function traced<T>(
  { app, home }: LaunchedApp,
  action: () => Promise<T>,
  keep?: string,
): Promise<T & LongestTasks> {
  const path = keep ?? join(home, 'trace.json')
  const categories = [
    'toplevel',
    ...(keep === undefined ? [] : ['devtools.timeline', 'v8', 'disabled-by-default-v8.cpu_profiler']),
  ]
  await app.evaluate(
    ({ contentTracing }, included_categories) => contentTracing.startRecording({ included_categories }),
    categories,
  )
  const result = await action()
  await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), path)
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] }
  if (keep === undefined) await rm(path)
  const tasks = (thread: string): Task => {
    const threads = new Set(
      traceEvents
        .filter(({ name, args }) => name === 'thread_name' && args?.name === thread)
        .map(({ pid, tid }) => `${pid} ${tid}`),
    )
    const durations = traceEvents.filter(({ pid, tid, ph, name }) => {
      return ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`)
    })
    const longest = (of: (event: TraceEvent) => number | undefined): number =>
      durations.reduce((most, event) => Math.max(most, (of(event) ?? 0) / 1000), 0)
    return { wall: longest(({ dur }) => dur), processor: longest(({ tdur }) => tdur) }
  }
  return { ...result, main: tasks('CrBrowserMain'), renderer: tasks('CrRendererMain') }
}
