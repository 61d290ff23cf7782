import type { KeyPress } from '../../app/shortcuts.ts'

export type TrafficCommand = { do: 'filter' | 'leave-filter' | 'open' | 'close' | 'pause' } | { do: 'move'; by: number }

/** As far as a page of the list. */
const page = 20

const moves: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: page,
  PageUp: -page,
  Home: -Infinity,
  End: Infinity,
}
const letters: Record<string, number> = { j: 1, k: -1, g: -Infinity, G: Infinity }

/** The command for a key on the traffic screen, by where the focus is. */
export function trafficCommandOf(
  { key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress,
  at: 'field' | 'panel' | 'list',
  mac: boolean,
): TrafficCommand | undefined {
  if (altKey) return undefined
  if (key === 'Escape') return { do: at === 'field' ? 'leave-filter' : 'close' }
  const mod = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey
  if (mod && !shiftKey && key.toLowerCase() === 'f') return { do: 'filter' }
  if (ctrlKey || metaKey) return undefined
  if (at === 'field') {
    if (key === 'Enter') return { do: 'open' }
    return key === 'ArrowDown' || key === 'ArrowUp' ? { do: 'move', by: moves[key] ?? 0 } : undefined
  }
  if (key === '/') return { do: 'filter' }
  if (at === 'panel') return undefined
  if (key === 'Enter') return { do: 'open' }
  if (key === ' ') return { do: 'pause' }
  const by = moves[key] ?? letters[key]
  return by === undefined ? undefined : { do: 'move', by }
}
