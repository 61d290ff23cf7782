import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Upstream } from '../cluster/cluster-access.ts'
import type { Rewritten } from './unrewrite/location.ts'

/** One request on its way: what the steps after the route need to know of the steps before it. */
export interface Exchange {
  upstream: Upstream
  /** What to take out of the answer; undefined on a classic URL. */
  rewritten: Rewritten | undefined
  /** Whether the cluster's list has the Service; undefined when the list does not tell. */
  listed: boolean | undefined
  /** The request to the API server, once it has a socket. */
  outgoing: ClientRequest | undefined
  retried: boolean
}

const exchanges = new WeakMap<IncomingMessage, Exchange>()

export function rememberExchange(request: IncomingMessage, exchange: Exchange): void {
  exchanges.set(request, exchange)
}

/** The exchange of a request; throws for a request that no route was found for, which would be a mistake of ours. */
export function exchangeOf(request: IncomingMessage): Exchange {
  const exchange = exchanges.get(request)
  if (!exchange) throw new Error('a request was forwarded without a route')
  return exchange
}
