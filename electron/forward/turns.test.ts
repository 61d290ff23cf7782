import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('one piece in each turn of the event loop, in their order, and the first at once', async () => {
  const turns = new Turns()
  const done: number[] = []
  for (const piece of [1, 2, 3]) void turns.next('a').then(() => done.push(piece))
  await Promise.resolve()
  expect(done).toEqual([1])
  await nextTurn()
  expect(done).toEqual([1, 2])
  await nextTurn()
  expect(done).toEqual([1, 2, 3])
  await nextTurn()
  void turns.next('a').then(() => done.push(4))
  await Promise.resolve()
  expect(done).toEqual([1, 2, 3, 4])
})

test('who asks for one waits for no hundred of another', async () => {
  const turns = new Turns()
  const done: string[] = []
  const ask = (who: string): void => void turns.next(who).then(() => done.push(who))
  for (const who of ['many', 'many', 'many', 'many', 'one', 'two', 'two']) ask(who)
  while (done.length < 7) await nextTurn()
  expect(done.join(' ')).toBe('many many one two many two many')
})
