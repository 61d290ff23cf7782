import { randomBytes } from 'node:crypto'
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
