import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const header = 'x-porthole-own'
/** A secret of this process: nobody else can keep a request out of the traffic. */
const token = randomBytes(18).toString('base64url')

/** What Porthole puts on a request of its own, to its own listener. */
export const ownRequest: Readonly<Record<string, string>> = { [header]: token }

/** Whether a request is Porthole's own; takes the mark off it. */
export function takeOwnMark({ headers }: IncomingMessage): boolean {
  const own = headers[header] === token
  if (own) Reflect.deleteProperty(headers, header)
  return own
}

/** By which the window tells what a page asks of its own host: good for that host alone, wherever a redirect leads. */
export const frameMark = {
  header: 'x-porthole-frame',
  of: (host: string): string => createHmac('sha256', token).update(host.toLowerCase()).digest('base64url'),
} as const

/** Whether a page of the host that it asks is known to have sent a request; takes the mark off it. */
export function takeFrameMark({ headers }: IncomingMessage): boolean {
  const mark = headers[frameMark.header]
  if (mark === undefined) return false
  Reflect.deleteProperty(headers, frameMark.header)
  return mark === frameMark.of(headers.host ?? '')
}
