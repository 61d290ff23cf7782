import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A temporary file this old, in ms, is one that a killed program has left. */
const abandonedAfter = 60_000

/**
 * Writes a file as a whole: whoever reads it, whenever the program or the computer stops, sees the old text or the new
 * one. The file is the user's alone (0600), and so is a folder that has to be made (0700). Throws what the disk says.
 */
export async function writeAtomically(path: string, text: string, replace: typeof rename = rename): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  // A name of its own, so that two programs never write into the same file.
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(text)
      // Else the new name may reach the disk before the text does.
      await file.sync()
    } finally {
      await file.close()
    }
    await replace(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Removes what writers that were killed have left beside a file. */
export async function removeAbandoned(path: string): Promise<void> {
  const folder = dirname(path)
  const prefix = `${basename(path)}.`
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => each.startsWith(prefix) && each.endsWith('.tmp'))) {
    const file = join(folder, name)
    const found = await stat(file).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > abandonedAfter) await rm(file, { force: true }).catch(() => undefined)
  }
}

/** Makes a new name last. The text is safe already, and not every file system can do this, so it may fail. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
