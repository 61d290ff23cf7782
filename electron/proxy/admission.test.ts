import { PassThrough } from 'node:stream'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { Admission, mayOpen } from './admission.ts'

const limits = { perService: 10, total: 20, always: 2 }

describe('mayOpen', () => {
  it.each([
    ['nothing is open', 0, 0, true],
    ['a Service is below its limit', 9, 9, true],
    ['a Service is at its limit', 10, 10, false],
    ['the total is below its limit', 5, 19, true],
    ['the total is reached by a Service that has many', 5, 20, false],
    ['the total is reached, and this Service has few', 1, 20, true],
    ['the total is passed, and this Service has nothing', 0, 25, true],
    ['the total is passed, and this Service has its share', 2, 25, false],
  ])('%s', (_name, own, total, expected) => {
    expect(mayOpen(own, total, limits)).toBe(expected)
  })
})

describe('Admission', () => {
  it('counts what is open, by Service, until it closes', async () => {
    const admission = new Admission(limits)
    const streams = Array.from({ length: 10 }, () => new PassThrough())
    for (const stream of streams) expect(admission.enter('c/n/a', stream)).toBe(true)
    expect(admission.enter('c/n/a', new PassThrough())).toBe(false)
    expect(admission.enter('c/n/b', new PassThrough())).toBe(true)
    expect([admission.open('c/n/a'), admission.open('c/n/b'), admission.open()]).toEqual([10, 1, 11])
    for (const stream of streams) {
      stream.destroy()
      await once(stream, 'close')
    }
    expect([admission.open('c/n/a'), admission.open()]).toEqual([0, 1])
    expect(admission.enter('c/n/a', new PassThrough())).toBe(true)
  })
})
