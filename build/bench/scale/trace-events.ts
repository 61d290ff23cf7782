/** An event of Chromium's trace; times in µs. */
export interface TraceEvent {
  readonly ph: string
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Processor time. */
  readonly tdur?: number
  readonly id?: string
  readonly id2?: { readonly local?: string }
  readonly args?: { readonly name?: string; readonly event_latency?: { readonly event_type?: string } }
}

/** The tasks that the threads of a name ran. */
export function tasksOf(events: readonly TraceEvent[], thread: string): readonly TraceEvent[] {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === thread)
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return events.filter(
    ({ pid, tid, ph, name }) => ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`),
  )
}
