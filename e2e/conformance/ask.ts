import { createHash } from 'node:crypto'
import http from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** One request, its target sent exactly as it stands here. */
export interface Question {
  readonly method?: string
  readonly path: string
  readonly headers?: http.OutgoingHttpHeaders
  /** Sent in chunks unless the headers have a Content-Length. */
  readonly body?: () => Iterable<Buffer>
}

export interface Answer {
  readonly status: number
  readonly reason: string
  /** Lower-case names; every value of a repeated header. */
  readonly headers: ReadonlyMap<string, readonly string[]>
  /** Empty where the body is large: see {@link Answer.sha256}. */
  readonly body: Buffer
  readonly length: number
  readonly sha256: string
  readonly trailers: Readonly<Record<string, string | undefined>>
  /** Statuses of the informational answers before it: 100, 103. */
  readonly informational: readonly number[]
  /** The body ended before its time. */
  readonly broken: boolean
}

/** A body up to this size is kept, bytes. */
const keptBytes = 1024 * 1024

// As a browser does it: a proxy that spoils a kept connection spoils the next answer.
const agent = new http.Agent({ keepAlive: true })

/**
 * Sends one request to a proxy on 127.0.0.1 and reads the answer whole. With `Expect: 100-continue` the body waits for
 * the 100. Rejects when there is no answer.
 */
export async function ask(port: number, question: Question): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body } = question
  const informational: number[] = []
  const named = { 'user-agent': 'conformance', ...headers }
  const request = http.request({ host: '127.0.0.1', port, method, path, headers: named, agent })
  request.on('information', ({ statusCode }) => informational.push(statusCode))
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
    request.once('upgrade', ({ headers: { upgrade = '' } }, socket) => {
      socket.destroy()
      reject(new Error(`upgraded to ${upgrade}`))
    })
  })
  const send = (): void => {
    // An answer may come before the whole body was taken; then its rest is nobody's concern.
    if (body) pipeline(Readable.from(body()), request).catch(() => undefined)
    else request.end()
  }
  if ('expect' in headers) {
    request.flushHeaders()
    request.once('continue', send)
  } else send()
  const response = await answered
  return { ...(await readBody(response)), informational }
}

async function readBody(response: http.IncomingMessage): Promise<Omit<Answer, 'informational'>> {
  const hash = createHash('sha256')
  const kept: Buffer[] = []
  let length = 0
  let broken = false
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      hash.update(chunk)
      length += chunk.length
      if (length <= keptBytes) kept.push(chunk)
    }
  } catch {
    broken = true
  }
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    headers: headerMap(response.rawHeaders),
    body: length <= keptBytes ? Buffer.concat(kept) : Buffer.alloc(0),
    length,
    sha256: hash.digest('hex'),
    trailers: response.trailers,
    broken,
  }
}

/** Values by lower-case name, from a flat list of names and values. */
export function headerMap(raw: readonly string[]): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase()
    map.set(name, [...(map.get(name) ?? []), raw[i + 1] ?? ''])
  }
  return map
}
