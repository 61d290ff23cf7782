import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('one piece in each turn of the event loop, in their order, and the first at once', async () => {
  const turns = new Turns()
  const done: number[] = []
  for (const piece of [1, 2, 3]) void turns.next().then(() => done.push(piece))
  await Promise.resolve()
  expect(done).toEqual([1])
  await nextTurn()
  expect(done).toEqual([1, 2])
  await nextTurn()
  expect(done).toEqual([1, 2, 3])
  await nextTurn()
  void turns.next().then(() => done.push(4))
  await Promise.resolve()
  expect(done).toEqual([1, 2, 3, 4])
})
