import type { ClientRequest } from 'node:http'
import { FailureError } from '../../shared/failure.ts'

/**
 * How long an application may let a request wait without a byte either way, in ms, before the head of its answer. As long
 * as Firefox waits; ingress controllers give 60 s. What comes after the head may be silent for as long as it likes.
 */
const headLimit = 300_000

/** Ends a request that was sent, or is stuck being sent, and brings no answer. It fails with `service-timeout`. */
export function limitHead(outgoing: ClientRequest, limit = headLimit): void {
  const late = (): void => {
    outgoing.destroy(new FailureError('service-timeout', `Nothing came for ${limit / 1000} s.`))
  }
  outgoing.setTimeout(limit, late)
  const came = (): void => {
    outgoing.off('timeout', late)
    outgoing.setTimeout(0)
  }
  outgoing.once('response', came)
  outgoing.once('upgrade', came)
}
