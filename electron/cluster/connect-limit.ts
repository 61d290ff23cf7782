import type { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { FailureError } from '../../shared/failure.ts'

/** How long the API server may take to accept a connection, TLS included, in ms. The system's own limit is two minutes. */
const connectLimit = 10_000
/** So soon TCP asks on a silent connection whether the other side is still there, in ms; Node gives it ten seconds then. */
const keepAliveDelay = 15_000

/** Ends a new connection that does not come about in time, and lets TCP look after one that has. */
export function limitConnecting<S extends Socket>(socket: S, server: string, limit = connectLimit): S {
  const late = new FailureError('connection-timeout', `${server} did not accept a connection in ${limit / 1000} s.`)
  const timer = setTimeout(() => socket.destroy(late), limit)
  socket.setKeepAlive(true, keepAliveDelay)
  socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => clearTimeout(timer))
  socket.once('close', () => clearTimeout(timer))
  return socket
}

/** Documented in Node, and not in its types for version 20. */
interface Connecting {
  createConnection: (options: object, done?: (error: Error | null, socket: Socket) => void) => Socket
}

/** {@link limitConnecting} for each connection of an agent. */
export function limitConnections<A extends Agent>(agent: A, server: string): A {
  const connecting = agent as A & Connecting
  const create = connecting.createConnection.bind(agent)
  connecting.createConnection = (options, done) => limitConnecting(create(options, done), server)
  return agent
}
