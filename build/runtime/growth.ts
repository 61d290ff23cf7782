import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Progress } from '../progress.ts'

const POLL_MS = 300

/**
 * Reports how much of `total` bytes has arrived below a folder, for downloads by programs that do not say.
 * Returns what ends it.
 */
export function reportGrowth(folder: string, total: number, progress: Progress): () => void {
  let ended = false
  const timer = setInterval(() => {
    void folderSize(folder).then((bytes) => {
      // Nothing has come yet, or the look at the folder took longer than the download.
      if (bytes > 0 && !ended) progress.bytes(bytes, total)
    })
  }, POLL_MS)
  return () => {
    ended = true
    clearInterval(timer)
  }
}

async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  // Files come and go while somebody downloads.
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file)
        .then((found) => found.size)
        .catch(() => 0),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
