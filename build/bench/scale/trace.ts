import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchedApp } from '../../../e2e/support/launch.ts'
import { tasksOf, type TraceEvent } from './trace-events.ts'

/** The longest tasks of the two threads that must not stall, ms; processor time does not count what other programs take. */
export interface LongestTasks {
  readonly main: Task
  readonly renderer: Task
}

interface Task {
  readonly wall: number
  readonly processor: number
}

/** Chromium's own record of every task while `action` runs, and of what `categories` add to it. */
export async function traced<T>(
  { app, home }: LaunchedApp,
  action: () => Promise<T>,
  { keep, categories = [] }: { keep?: string | undefined; categories?: readonly string[] } = {},
): Promise<T & LongestTasks & { readonly events: readonly TraceEvent[] }> {
  const path = keep ?? join(home, 'trace.json')
  const included = [
    'toplevel',
    ...categories,
    ...(keep === undefined ? [] : ['devtools.timeline', 'v8', 'disabled-by-default-v8.cpu_profiler']),
  ]
  await app.evaluate(
    ({ contentTracing }, included_categories) => contentTracing.startRecording({ included_categories }),
    included,
  )
  const result = await action()
  await app.evaluate(({ contentTracing }, to) => contentTracing.stopRecording(to), path)
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] }
  if (keep === undefined) await rm(path)
  const longestOf = (thread: string): Task => {
    const tasks = tasksOf(traceEvents, thread)
    const longest = (of: (event: TraceEvent) => number | undefined): number =>
      tasks.reduce((most, event) => Math.max(most, (of(event) ?? 0) / 1000), 0)
    return { wall: longest(({ dur }) => dur), processor: longest(({ tdur }) => tdur) }
  }
  return { ...result, main: longestOf('CrBrowserMain'), renderer: longestOf('CrRendererMain'), events: traceEvents }
}
