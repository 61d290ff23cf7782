import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const pollMs = 500

/**
 * Runs `work` while holding the lock file `path`, which names its owner's process. A lock whose owner is gone is taken
 * over. It only saves double work: what is made under it must be put in place atomically all the same.
 */
export async function withLock<T>(path: string, waiting: (pid: number) => void, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  let announced = false
  for (;;) {
    const owner = await takeOrOwner(path)
    if (owner === undefined) break
    if (!announced) waiting(owner)
    announced = true
    await delay(pollMs)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

/** Takes the lock and returns undefined, or returns the living process that has it. */
async function takeOrOwner(path: string): Promise<number | undefined> {
  for (;;) {
    try {
      const file = await open(path, 'wx')
      await file.writeFile(String(process.pid))
      await file.close()
      return undefined
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const text = await readFile(path, 'utf8').catch(() => '')
    // Created and not yet written to: its owner is alive and about to write.
    if (text === '') {
      await delay(pollMs)
      if ((await readFile(path, 'utf8').catch(() => '')) !== '') continue
    }
    const pid = Number(text)
    if (pid > 0 && isAlive(pid)) return pid
    await rm(path, { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
