/** Draws that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to but without `below`. */
  below: (below: number) => number
  /** True once in `times`, on average. */
  onceIn: (times: number) => boolean
  pick: <T>(from: readonly T[]) => T
}

/** mulberry32: small, and good enough to try cases with. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    onceIn: (times) => below(times) === 0,
    pick: (from) => {
      const [drawn] = from.slice(below(from.length))
      if (drawn === undefined) throw new Error('nothing to pick from')
      return drawn
    },
  }
}
