import { constants } from 'node:fs'
import { chmod, copyFile } from 'node:fs/promises'

/** More copies than this are a sign that keeping one more helps nobody. */
const nameLimit = 100

/** Copies a file to `PATH.ENDING`, or the next free `PATH.ENDING.N`, and returns that name. Throws what the disk says. */
export async function keepCopy(path: string, ending: string): Promise<string> {
  for (let count = 1; ; count++) {
    const kept = `${path}.${ending}${count === 1 ? '' : `.${count}`}`
    try {
      await copyFile(path, kept, constants.COPYFILE_EXCL)
      await chmod(kept, 0o600)
      return kept
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || count >= nameLimit) throw error
    }
  }
}
