import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 200

/**
 * Runs `work` while no other process runs it under the same lock file, and waits for the one that does.
 * The lock of a process that has died is taken over. `onWait` hears once whom we wait for.
 *
 * A take-over can race with another one; then both may work at the same time. What is done under the lock must
 * therefore end in an atomic rename, so that at worst the work is done twice.
 */
export async function withLock<T>(file: string, onWait: (pid: number) => void, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true })
  let waiting = false
  for (;;) {
    if (await acquire(file)) break
    const holder = await readHolder(file)
    if (holder === undefined) continue
    if (!isAlive(holder)) {
      await removeStale(file)
      continue
    }
    if (!waiting) onWait(holder)
    waiting = true
    await delay(POLL_MS)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

/** A hard link is the one way to create a file at once with its content: nobody reads a lock without its pid. */
async function acquire(file: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, String(process.pid))
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function readHolder(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number(text)
}

async function removeStale(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  // Of several processes that see the same dead holder only one can move its lock away.
  await rename(file, aside).catch(() => undefined)
  await rm(aside, { force: true })
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
