import { tasksOf, type TraceEvent } from './trace-events.ts'

/** What a key that is pressed costs; ms. */
export interface Keystroke {
  /** From the moment the system told the app of the key to the moment the frame with what came of it was handed to the display. */
  readonly presented: number
  /** Processor time of the page's main thread in between, which other programs do not lengthen. */
  readonly work: number
}

/** The categories of Chromium's trace that {@link keystrokes} needs. */
export const keystrokeCategories = ['cc', 'benchmark', 'input'] as const

/** The keys pressed, in their order, from a trace: Chromium follows each input event until its frame is presented. */
export function keystrokes(events: readonly TraceEvent[]): readonly Keystroke[] {
  const tasks = tasksOf(events, 'CrRendererMain')
  const pressed = new Map<string, number>()
  const found: Keystroke[] = []
  for (const event of events.filter(({ name }) => name === 'EventLatency').sort((a, b) => a.ts - b.ts)) {
    const id = `${event.pid} ${event.id ?? event.id2?.local ?? ''}`
    if (event.ph === 'b' && event.args?.event_latency?.event_type === 'KEY_PRESSED') pressed.set(id, event.ts)
    const began = event.ph === 'e' ? pressed.get(id) : undefined
    if (began === undefined) continue
    pressed.delete(id)
    const meanwhile = tasks.filter(({ pid, ts }) => pid === event.pid && ts >= began && ts < event.ts)
    found.push({
      presented: (event.ts - began) / 1000,
      work: meanwhile.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0),
    })
  }
  return found
}
