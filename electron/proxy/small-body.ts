import type { IncomingMessage } from 'node:http'

/** What is larger is not kept, in bytes. */
const limit = 64 * 1024

const bodies = new WeakMap<IncomingMessage, Buffer[]>()

/** Keeps the body of a request while it is sent, where it is small, in case that it has to be sent once more. */
export function keepSmallBody(request: IncomingMessage): void {
  if (request.headers['transfer-encoding'] === undefined && bodyLength(request) <= limit) bodies.set(request, [])
}

/** Takes a part of the body as it is sent. */
export function keepPart(request: IncomingMessage, chunk: Buffer): void {
  bodies.get(request)?.push(chunk)
}

/** The whole body of a request, if it was kept and has been read. */
export function keptBody(request: IncomingMessage): readonly Buffer[] | undefined {
  const kept = bodies.get(request)
  return kept && kept.reduce((sum, { length }) => sum + length, 0) === bodyLength(request) ? kept : undefined
}

function bodyLength({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0)
}
