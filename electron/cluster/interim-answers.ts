import type { Duplex } from 'node:stream'
import { mendHead } from './odd-head.ts'

/** How such an answer begins: two more digits follow, and 101 is the last word. */
const beginning = 'HTTP/1.1 1'
const httpName = 'HTTP/'
const firstLine = beginning.length + 2
/** A head that is longer than this is not waited for, in bytes. */
const longest = 16 * 1024

/**
 * Takes interim answers out of what is read from a connection: a server may send them to whoever did not ask, as old ones do
 * with `100 Continue` for each upload, and a client has to read past them (RFC 9110, 15.2), where undici ends the connection.
 *
 * @return is told of each request on the connection: its answer may begin so, and no body is looked at
 */
export function skipInterim(socket: Duplex): () => void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null
  let awaited = false
  let held: Buffer | undefined
  socket.read = (size) => {
    // Node itself asks for nothing, to have more read.
    if (size !== undefined) return read(size)
    for (;;) {
      const piece = read()
      if (piece === null || !awaited) return piece
      const chunk = held ? Buffer.concat([held, piece]) : piece
      const rest = behindInterim(chunk)
      const unknown = rest.length < longest && (begins(rest) || isHalf(rest))
      held = unknown ? rest : undefined
      awaited = unknown
      if (!unknown) return mended(rest)
    }
  }
  return () => {
    awaited = true
  }
}

function behindInterim(chunk: Buffer): Buffer {
  let rest = chunk
  while (rest.length >= firstLine && begins(rest)) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) break
    rest = rest.subarray(end + 4)
  }
  return rest
}

/** A head that goes on; what is none is for the parser to refuse at once. */
function isHalf(chunk: Buffer): boolean {
  return chunk.toString('latin1', 0, httpName.length) === httpName && endOfHead(chunk) < 0
}

function mended(chunk: Buffer): Buffer {
  const end = endOfHead(chunk)
  const head = chunk.toString('latin1', 0, Math.max(0, end))
  const better = mendHead(head)
  return better === head ? chunk : Buffer.concat([Buffer.from(better, 'latin1'), chunk.subarray(end)])
}

/** Behind the empty line, whose carriage returns small devices leave out; -1 where there is none yet. */
function endOfHead(chunk: Buffer): number {
  const full = chunk.indexOf('\n\r\n')
  const bare = (full < 0 ? chunk : chunk.subarray(0, full)).indexOf('\n\n')
  return bare >= 0 ? bare + 2 : full < 0 ? -1 : full + 3
}

/** Whether it begins so, or may do so when more of it has come. */
function begins(chunk: Buffer): boolean {
  const start = chunk.toString('latin1', 0, firstLine)
  return start.startsWith(beginning) ? !start.endsWith('01') : beginning.startsWith(start)
}
