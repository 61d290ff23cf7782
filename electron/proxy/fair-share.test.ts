import { describe, expect, it } from 'vitest'
import { FairShare } from './fair-share.ts'

const chunk = 64 * 1024

/** A share whose turns end when the test says so. */
function turns() {
  const pending: (() => void)[] = []
  const share = new FairShare((run) => pending.push(run))
  return { share, next: () => pending.splice(0).forEach((run) => run()) }
}

/** A body that brings so many chunks, as fast as it may. */
function body(share: FairShare, chunks: number) {
  const seen = { bytes: 0 }
  const goOn = (): void => {
    while (seen.bytes < chunks * chunk) {
      seen.bytes += chunk
      if (share.took(chunk)) continue
      share.turn(goOn)
      return
    }
  }
  goOn()
  return seen
}

describe('FairShare', () => {
  it('lets a body that is alone go on until the share of the turn is used up, and on in the next', () => {
    const { share, next } = turns()
    const seen = body(share, 40)
    const first = seen.bytes
    expect(first).toBe(128 * 1024 + chunk)
    next()
    expect(seen.bytes).toBeGreaterThan(first)
  })

  it('brings every byte of many bodies, in turn', () => {
    const { share, next } = turns()
    const bodies = Array.from({ length: 64 }, (_, at) => body(share, 50 + at))
    let most = 0
    for (let turn = 0; bodies.some(({ bytes }, at) => bytes < (50 + at) * chunk); turn++) {
      const before = bodies.reduce((sum, { bytes }) => sum + bytes, 0)
      next()
      most = Math.max(most, bodies.reduce((sum, { bytes }) => sum + bytes, 0) - before)
      expect(turn).toBeLessThan(10_000)
    }
    // One more chunk for each that waits, since it is known only when it has come.
    expect(most).toBeLessThanOrEqual(128 * 1024 + 5 * chunk)
  })
})
