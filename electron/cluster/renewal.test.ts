import { describe, expect, it } from 'vitest'
import { Renewal } from './renewal.ts'

function renewal(life: number) {
  let now = 1_000_000
  let runs = 0
  let broken = false
  const pending: (() => void)[] = []
  const clock = { advance: (ms: number) => (now += ms), runs: () => runs, break: (is: boolean) => (broken = is) }
  const value = new Renewal<{ name: number; expires: number }>(
    async () => {
      const name = ++runs
      await new Promise<void>((resolve) => pending.push(resolve))
      if (broken) throw new Error('broken')
      return { name, expires: now + life }
    },
    () => now,
  )
  const settle = async (): Promise<void> => {
    for (const resolve of pending.splice(0)) resolve()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const get = async (): Promise<number> => {
    const got = value.get()
    got.catch(() => undefined)
    await settle()
    return (await got).name
  }
  return { ...clock, value, get, settle }
}

describe('Renewal', () => {
  it('is renewed a little ahead of its end, by one run, while those who ask go on with the old one', async () => {
    const { advance, runs, value, get, settle } = renewal(10_000)
    expect(await get()).toBe(1)
    advance(8_999)
    expect(await get()).toBe(1)
    expect(runs()).toBe(1)
    advance(1)
    for (let i = 0; i < 5; i++) expect((await value.get()).name).toBe(1)
    expect(runs()).toBe(2)
    await settle()
    expect(await get()).toBe(2)
    expect(runs()).toBe(2)
  })

  it('of a long life is renewed a minute ahead', async () => {
    const { advance, runs, get } = renewal(3_600_000)
    await get()
    advance(3_600_000 - 60_001)
    await get()
    expect(runs()).toBe(1)
    advance(1)
    await get()
    expect(runs()).toBe(2)
  })

  it('is waited for once it is over', async () => {
    const { advance, get } = renewal(10_000)
    await get()
    advance(10_000)
    expect(await get()).toBe(2)
  })

  it('that is over as it comes is used for a while, unless it is refused: another clock is right', async () => {
    const { advance, runs, value, get } = renewal(-1_000)
    for (let i = 0; i < 5; i++) expect(await get()).toBe(1)
    advance(26_999)
    value.refused(await value.get())
    expect(runs()).toBe(1)
    expect(await get()).toBe(2)
  })

  it('that cannot be renewed ahead is used to its end, and not asked for by each', async () => {
    const { advance, runs, get, break: breaks } = renewal(10_000)
    await get()
    breaks(true)
    advance(9_500)
    for (let i = 0; i < 3; i++) expect(await get()).toBe(1)
    expect(runs()).toBe(2)
    advance(500)
    await expect(get()).rejects.toThrow('broken')
    advance(499)
    await expect(get()).rejects.toThrow('broken')
    expect(runs()).toBe(3)
    breaks(false)
    advance(1)
    expect(await get()).toBe(4)
  })
})
