import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

const at = (done: unknown[], what: unknown) => (): Promise<void> => {
  done.push(what)
  return Promise.resolve()
}

test('one piece in each turn of the event loop, in their order, and the first at once', async () => {
  const turns = new Turns()
  const done: unknown[] = []
  for (const piece of [1, 2, 3]) void turns.take('a', at(done, piece))
  await Promise.resolve()
  expect(done).toEqual([1])
  await nextTurn()
  expect(done).toEqual([1, 2])
  await nextTurn()
  expect(done).toEqual([1, 2, 3])
  await nextTurn()
  void turns.take('a', at(done, 4))
  await Promise.resolve()
  expect(done).toEqual([1, 2, 3, 4])
})

test('who asks for one waits for no hundred of another', async () => {
  const turns = new Turns()
  const done: unknown[] = []
  for (const who of ['many', 'many', 'many', 'many', 'one', 'two', 'two']) void turns.take(who, at(done, who))
  while (done.length < 7) await nextTurn()
  expect(done.join(' ')).toBe('many many one two many two many')
})

test('of one who asks for a hundred sixteen are under way, and others begin meanwhile', async () => {
  const turns = new Turns()
  const ends: (() => void)[] = []
  const begun = { many: 0, one: 0 }
  const work = (who: keyof typeof begun) => () =>
    new Promise<void>((resolve, reject) => {
      begun[who]++
      ends.push(begun[who] % 2 === 0 ? resolve : () => reject(new Error('it failed')))
    })
  for (let each = 0; each < 100; each++) turns.take('many', work('many')).catch(() => undefined)
  for (let turn = 0; turn < 30; turn++) await nextTurn()
  expect(begun.many).toBe(16)
  void turns.take('one', work('one')).catch(() => undefined)
  await Promise.resolve()
  expect(begun.one).toBe(1)
  // One that ends, or fails, lets the next begin.
  for (const end of ends.splice(0, 4)) end()
  for (let turn = 0; turn < 10; turn++) await nextTurn()
  expect(begun.many).toBe(20)
})

test('what takes long holds up nobody: a server that is far, or a pod that does not answer', async () => {
  const turns = new Turns()
  let begun = 0
  for (let each = 0; each < 20; each++) void turns.take('far', () => new Promise(() => begun++))
  await sleep(800)
  expect(begun).toBe(16)
  await expect.poll(() => begun, { timeout: 3_000 }).toBe(20)
})
