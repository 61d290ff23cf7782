import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { FairShare } from './fair-share.ts'

const chunk = Buffer.alloc(64 * 1024)

/** A share whose turns end when the test says so. */
function turns() {
  const pending: (() => void)[] = []
  const share = new FairShare((run) => pending.push(run))
  return { share, next: () => pending.splice(0).forEach((run) => run()) }
}

/** A body that pushes as fast as it is read, and how much of it was. */
function endless(share: FairShare, isBlocked = () => false) {
  const seen = { bytes: 0 }
  const body = new Readable({ read: () => undefined })
  share.follow(body, isBlocked)
  body.on('data', (data: Buffer) => (seen.bytes += data.length))
  return { body, seen }
}

/** The stream's own words travel by the microtask queue. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('FairShare', () => {
  it('lets a body that is alone go on until the share of the turn is used up, and on in the next', async () => {
    const { share, next } = turns()
    const { body, seen } = endless(share)
    for (let i = 0; i < 40; i++) body.push(chunk)
    await settled()
    expect(body.isPaused()).toBe(true)
    const first = seen.bytes
    expect(first).toBeLessThanOrEqual(1024 * 1024 + chunk.length)
    next()
    await settled()
    expect(seen.bytes).toBeGreaterThan(first)
  })

  it('brings every byte of many bodies, in turn', async () => {
    const share = new FairShare()
    const sizes = await Promise.all(
      Array.from({ length: 64 }, async (_, at) => {
        const body = Readable.from(Array.from({ length: 50 + at }, () => chunk))
        const through = new PassThrough()
        share.follow(body, () => through.writableNeedDrain)
        body.pipe(through)
        let size = 0
        for await (const data of through as AsyncIterable<Buffer>) size += data.length
        return size
      }),
    )
    expect(sizes).toEqual(Array.from({ length: 64 }, (_, at) => (50 + at) * chunk.length))
  })

  it('leaves a body alone whose taker is not ready', async () => {
    const { share, next } = turns()
    const { body } = endless(share, () => true)
    for (let i = 0; i < 40; i++) body.push(chunk)
    await settled()
    next()
    expect(body.isPaused()).toBe(true)
  })
})
