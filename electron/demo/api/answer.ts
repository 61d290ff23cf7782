import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { StatusError } from './status.ts'

/** The real server compresses no answer below this (responsewriters/writers.go). */
const gzipFromBytes = 128 * 1024

/** Answers with JSON, compressed where that is worth it and the client takes it. */
export async function answerJson(
  request: IncomingMessage,
  response: ServerResponse,
  body: object,
  code = 200,
): Promise<void> {
  const text = Buffer.from(`${JSON.stringify(body)}\n`)
  const zip = text.length > gzipFromBytes && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const bytes = zip ? await promisify(gzip)(text, { level: 1 }) : text
  response.writeHead(code, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
    'content-length': bytes.length,
    ...(zip && { 'content-encoding': 'gzip', vary: 'Accept-Encoding' }),
  })
  response.end(bytes)
}

/** The bytes of a whole HTTP answer, for a connection that asked for an upgrade and has no ServerResponse. */
export function rawStatusAnswer({ status }: StatusError): string {
  const body = `${JSON.stringify(status)}\n`
  const head = [
    `HTTP/1.1 ${status.code} ${status.reason ?? 'Error'}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
