import { setImmediate as nextTurn } from 'node:timers/promises'

/** So long (ms) a piece of work goes on before others have their turn: half a frame. */
const share = 8

/** Work that can stop between its steps. */
export type Steps<T> = Generator<undefined, T>

/** Does all of it, a few ms in each turn of the event loop. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const began = performance.now()
    do {
      const step = steps.next()
      if (step.done === true) return step.value
    } while (performance.now() - began < share)
    await nextTurn()
  }
}

/** Does all of it at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
