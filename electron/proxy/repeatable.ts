import type { IncomingMessage } from 'node:http'

/** A request that does the same when it is sent again, and of which nothing has been sent that could not be (RFC 9110, 9.2.1). */
export function isRepeatable({ method, headers }: IncomingMessage): boolean {
  const safe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
  return safe && headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
}
