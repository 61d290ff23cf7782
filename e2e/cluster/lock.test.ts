import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.ts'

let folder = ''
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'porthole-lock-'))))
afterEach(() => rm(folder, { recursive: true }))

test('work under a lock happens one at a time, and the second is told who has it', async () => {
  const path = join(folder, 'lock')
  const order: string[] = []
  const waitedFor: number[] = []
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      order.push(`${name} starts`)
      setImmediate(() => {
        order.push(`${name} ends`)
        resolve()
      })
    })
  await withLock(
    path,
    () => undefined,
    async () => {
      const second = withLock(path, (pid) => waitedFor.push(pid), work('second'))
      await expect.poll(() => waitedFor).toEqual([process.pid])
      await work('first')()
      return { second }
    },
  ).then(({ second }) => second)
  expect(order).toEqual(['first starts', 'first ends', 'second starts', 'second ends'])
})

test('a lock whose owner is gone is taken over', async () => {
  const path = join(folder, 'lock')
  const { pid } = spawnSync('true')
  await writeFile(path, String(pid))
  await expect(
    withLock(
      path,
      () => undefined,
      () => Promise.resolve('done'),
    ),
  ).resolves.toBe('done')
})

test('a failure gives the lock back', async () => {
  const path = join(folder, 'lock')
  await expect(
    withLock(
      path,
      () => undefined,
      () => Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no')
  await expect(stat(path)).rejects.toThrow('ENOENT')
})
