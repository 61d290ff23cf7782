import type { Agent } from 'node:http'
import type { LookupFunction } from 'node:net'
import type { Connecting } from './connect-limit.ts'
import { lookupHost } from './lookup-host.ts'

/**
 * How long one of several addresses may take before the next is tried, in ms. Node gives up the first then, and by itself
 * after a quarter of a second: a server further away than that would be reached at its last address alone.
 */
const attemptLimit = 1000

/**
 * Has an agent try first the address of its server to which it connected last, so that one which never answers, as IPv6
 * does on many a network, costs {@link attemptLimit} once and not each connection.
 */
export function lastAddressFirst<A extends Agent>(agent: A, look: LookupFunction = lookupHost): A {
  let last: string | undefined
  const lookup: LookupFunction = (host, options, done) => {
    look(host, options, (error, found, family) => {
      if (error || typeof found === 'string') done(error, found, family)
      else
        done(
          null,
          found.toSorted((a, b) => Number(b.address === last) - Number(a.address === last)),
        )
    })
  }
  const connecting = agent as A & Connecting
  const create = connecting.createConnection.bind(agent)
  connecting.createConnection = (options, done) => {
    const socket = create({ ...options, lookup, autoSelectFamilyAttemptTimeout: attemptLimit }, done)
    socket.once('connect', () => (last = socket.remoteAddress))
    return socket
  }
  return agent
}
