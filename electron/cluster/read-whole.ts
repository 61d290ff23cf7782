import { constants, openSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** How long a pipe may take to say everything, in ms. */
const pipeLimit = 5_000

/**
 * The bytes of a file; or of a pipe, as a shell's `<(…)` is one. To read that as a file would hold one of the few threads
 * that read files for the whole program until somebody writes, which may be never: after a while it fails with `EAGAIN`.
 */
export async function readWhole(path: string, limit = pipeLimit): Promise<Buffer> {
  if (!(await stat(path)).isFIFO()) return readFile(path)
  const pipe = new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writable: false })
  const late = Object.assign(new Error(`nobody writes to ${path}`), { code: 'EAGAIN' })
  const timer = setTimeout(() => pipe.destroy(late), limit)
  return buffer(pipe).finally(() => clearTimeout(timer))
}
