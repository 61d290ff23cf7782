import type { ClientRequest } from 'node:http'
import { FailureError } from '../../shared/failure.ts'
import { answerLimit } from '../cluster/kept-connections.ts'

/** Ends a request that was sent, or is stuck being sent, and brings no answer. It fails with `service-timeout`. */
export function limitHead(outgoing: ClientRequest, limit = answerLimit): void {
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
