import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, nameOf } from './serve.ts'

/** Whether a Host or an origin is this computer's. */
export const isLocal = (host: string | undefined): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(nameOf(host))

/** Refuses each Host that is not this computer's, in the words and with the status of some framework. */
export function allowList(status: number, type: string, why: (host: string) => string) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { host = '' } = request.headers
    if (isLocal(host)) return false
    response.setHeader('content-length', Buffer.byteLength(why(host)))
    answer(response, status, type, why(host))
    return true
  }
}
