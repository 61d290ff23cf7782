import type { Probe } from '../../shared/probe.ts'
import { newestFirst } from './newest-first.ts'

/** How many ports are asked at the same time. */
const atOnce = 4
/** How long an answer holds, in ms. */
const holds = 10 * 60_000
/** How long it holds that there was none, in ms. */
const unreachableHolds = 30_000
/** How many answers are kept: each may hold an icon. */
const most = 300

export interface Prober {
  /**
   * What a port speaks: as known, or as it answers now. Who asks while it is being asked gets the same answer.
   *
   * @param key unique for the port of the Service; begins with what {@link Prober.forget} is called with
   */
  ask: (key: string, probe: () => Promise<Probe>) => Promise<Probe>
  /** Drops what is known of every port whose key begins so; an answer that is on its way is given, but not kept. */
  forget: (prefix: string) => void
}

interface Known {
  answer: Promise<Probe>
  /** When it no longer holds, in ms of the clock; Infinity while it is being asked. */
  until: number
}

/** Asks ports one by one as somebody looks at them, and remembers what they answered. */
export function createProber(now: () => number = Date.now): Prober {
  const known = new Map<string, Known>()
  const inTurn = newestFirst(atOnce)

  const ask = (key: string, probe: () => Promise<Probe>): Promise<Probe> => {
    const before = known.get(key)
    if (before && now() < before.until) return before.answer
    const entry: Known = { answer: inTurn(probe), until: Infinity }
    known.delete(key)
    known.set(key, entry)
    entry.answer.then(
      ({ speaks }) => {
        entry.until = now() + (speaks === 'unreachable' ? unreachableHolds : holds)
        for (const oldest of known.keys()) {
          if (known.size <= most) break
          known.delete(oldest)
        }
      },
      () => {
        if (known.get(key) === entry) known.delete(key)
      },
    )
    return entry.answer
  }

  const forget = (prefix: string): void => {
    for (const key of known.keys()) if (key.startsWith(prefix)) known.delete(key)
  }

  return { ask, forget }
}
