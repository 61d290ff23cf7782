import type { IncomingMessage } from 'node:http'
import { trafficOf } from './traffic/follow.ts'

/** What is larger is not kept, in bytes. */
const limit = 64 * 1024

interface SmallBody {
  readonly parts: Buffer[]
  /** As the client has said; what is sent on may be another. */
  readonly length: number
}

const bodies = new WeakMap<IncomingMessage, SmallBody>()

/** Keeps the body of a request while it is sent, where it is small, in case that it has to be sent once more. */
export function keepSmallBody(request: IncomingMessage): void {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  if (bodies.has(request) || encoding !== undefined || Number(length) > limit) return
  bodies.set(request, { parts: [], length: Number(length) })
}

/** The body as it comes. The request is not destroyed with the reader: its connection is needed for what the client is told. */
export async function* bodyParts(request: IncomingMessage): AsyncGenerator<Buffer> {
  const kept = trafficOf(request)?.bodies?.request
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    kept?.take(chunk)
    bodies.get(request)?.parts.push(chunk)
    yield chunk
  }
}

/** The whole body of a request, if it was kept and has been read. */
export function keptBody(request: IncomingMessage): readonly Buffer[] | undefined {
  const kept = bodies.get(request)
  return kept && kept.parts.reduce((sum, { length }) => sum + length, 0) === kept.length ? kept.parts : undefined
}

/** The whole body of a request before it is sent; undefined, and nothing of it is read, where it is not small. */
export async function readSmallBody(request: IncomingMessage): Promise<Buffer | undefined> {
  keepSmallBody(request)
  if (!bodies.has(request)) return undefined
  const read = keptBody(request)
  if (read) return Buffer.concat(read)
  const parts: Buffer[] = []
  for await (const part of bodyParts(request)) parts.push(part)
  return Buffer.concat(parts)
}
