import { beforeEach, describe, expect, it } from 'vitest'
import { failure } from '../../shared/failure.ts'
import type { Probe } from '../../shared/probe.ts'
import { createProber, type Prober } from './prober.ts'

const page: Probe = { speaks: 'http', status: 200, title: null, favicon: null }
const nothing: Probe = { speaks: 'unreachable', failure: failure('no-endpoints') }
const minutes = 60_000

let time: number
let prober: Prober
let asked: string[]
/** The questions that are under way, by key. */
let open: Map<string, (probe: Probe) => void>

beforeEach(() => {
  time = 0
  asked = []
  open = new Map()
  prober = createProber(() => time)
})

const ask = (key: string): Promise<Probe> =>
  prober.ask(key, () => {
    asked.push(key)
    return new Promise((resolve) => open.set(key, resolve))
  })

async function answered(key: string, probe: Probe): Promise<void> {
  const answer = ask(key)
  await Promise.resolve()
  open.get(key)?.(probe)
  await answer
}

describe('an answer', () => {
  it.each<[string, Probe, number, boolean]>([
    ['holds ten minutes', page, 10 * minutes - 1, true],
    ['and no longer', page, 10 * minutes, false],
    ['that there is none holds half a minute', nothing, 29_999, true],
    ['and no longer', nothing, 30_000, false],
    ['that it is no HTTP holds as long as one that it is', { speaks: 'tcp' }, 10 * minutes - 1, true],
  ])('%s', async (_rule, probe, later, known) => {
    await answered('a', probe)
    time = later
    void ask('a')
    expect(asked).toHaveLength(known ? 1 : 2)
  })

  it('is forgotten with its Service, and only with it', async () => {
    await answered('demo shop/cart 80', page)
    await answered('demo shop/cart-2 80', page)
    prober.forget('demo shop/cart ')
    void ask('demo shop/cart-2 80')
    expect(asked).toHaveLength(2)
    void ask('demo shop/cart 80')
    expect(asked).toHaveLength(3)
  })

  it('that was on its way when its Service changed does not hold', async () => {
    const answer = ask('a')
    prober.forget('a')
    open.get('a')?.(page)
    expect(await answer).toEqual(page)
    void ask('a')
    expect(asked).toHaveLength(2)
  })

  it('that failed does not hold', async () => {
    await expect(prober.ask('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    void ask('a')
    expect(asked).toEqual(['a'])
  })

  it('of the oldest port is dropped when there are very many', async () => {
    for (let at = 0; at < 301; at++) await answered(`port ${at}`, page)
    asked = []
    void ask('port 1')
    expect(asked).toEqual([])
    void ask('port 0')
    expect(asked).toEqual(['port 0'])
  })
})

describe('questions', () => {
  it('for one port at the same time are one', async () => {
    const both = [ask('a'), ask('a')]
    open.get('a')?.(page)
    expect(await Promise.all(both)).toEqual([page, page])
    expect(asked).toEqual(['a'])
  })

  it('are four at a time, and of those that wait the newest is next', async () => {
    const first = ask('1')
    for (const key of ['2', '3', '4', '5', '6', '7']) void ask(key)
    expect(asked).toEqual(['1', '2', '3', '4'])
    open.get('1')?.(page)
    await first
    await expect.poll(() => asked).toEqual(['1', '2', '3', '4', '7'])
    open.get('7')?.(page)
    await expect.poll(() => asked).toEqual(['1', '2', '3', '4', '7', '6'])
  })
})
