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
export interface Connecting {
  createConnection: (options: object, done?: (error: Error | null, socket: Socket) => void) => Socket
}

const opened = new WeakMap<Agent, Set<Socket>>()

/** {@link limitConnecting} for each connection of an agent, which {@link silentConnections} knows then. */
export function limitConnections<A extends Agent>(agent: A, server: string): A {
  const connecting = agent as A & Connecting
  const create = connecting.createConnection.bind(agent)
  const sockets = new Set<Socket>()
  opened.set(agent, sockets)
  connecting.createConnection = (options, done) => {
    const socket = limitConnecting(create(options, done), server)
    sockets.add(socket)
    // Ended while it belongs to nobody, it must not take the process with it.
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    return socket
  }
  return agent
}

/**
 * Looks at an agent's connections, upgraded ones too. The function that it returns ends those over which nothing has come
 * since: for when the API server has not answered others meanwhile. TCP alone takes a quarter of an hour to give up one
 * on which something was sent.
 */
export function silentConnections(agent: Agent): (why: Error) => void {
  const heard = [...(opened.get(agent) ?? [])].map((socket) => [socket, socket.bytesRead] as const)
  return (why) => {
    for (const [socket, bytes] of heard) if (socket.bytesRead === bytes) socket.destroy(why)
  }
}
