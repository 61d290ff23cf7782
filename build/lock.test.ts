import { spawnSync } from 'node:child_process'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withLock } from './lock.ts'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-lock-'))
  file = path.join(folder, 'deep', 'runtime.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('only one works at a time, and the other is told whom it waits for', async () => {
  let inside = 0
  let most = 0
  const onWait = vi.fn()
  const work = async (): Promise<void> => {
    inside += 1
    most = Math.max(most, inside)
    await vi.waitUntil(() => inside > 1 || onWait.mock.calls.length > 0)
    inside -= 1
  }
  await Promise.all([withLock(file, onWait, work), withLock(file, onWait, work)])
  expect(most).toBe(1)
  expect(onWait).toHaveBeenCalledExactlyOnceWith(process.pid)
})

test('the lock of a process that has died is taken over', async () => {
  await withLock(file, vi.fn(), () => Promise.resolve())
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  await writeFile(file, String(dead))
  const onWait = vi.fn()
  await expect(withLock(file, onWait, () => Promise.resolve('done'))).resolves.toBe('done')
  expect(onWait).not.toHaveBeenCalled()
})

test('the lock goes when the work fails', async () => {
  await expect(withLock(file, vi.fn(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(access(file)).rejects.toThrow()
})
