import { connect, createServer, type Server, type Socket } from 'node:net'

/** Carries connections from a listener made outside the namespace to an address inside it. */
export interface Relay {
  /** Takes over a listening socket; `close` gives its port up. */
  accept(listener: Server): void
  /** Cuts all connections; returns how many there were. */
  dropConnections(): number
  close(): void
}

/**
 * A socket belongs to the network namespace it was made in, so a process inside can accept on a listener from outside
 * and connect inside: one hop, and the process that owns the cluster carries no traffic.
 */
export function createRelay(target: { readonly host: string; readonly port: number }): Relay {
  const open = new Set<Socket>()
  let server: Server | undefined
  const serve = (client: Socket): void => {
    const upstream = connect({ ...target, allowHalfOpen: true, noDelay: true })
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    }
    carry(client, upstream)
    carry(upstream, client)
  }
  const dropConnections = (): number => {
    const connections = open.size / 2
    for (const socket of open) socket.resetAndDestroy()
    return connections
  }
  return {
    accept(listener) {
      server = createServer({ allowHalfOpen: true, noDelay: true }, serve).listen(listener)
    },
    dropConnections,
    close() {
      server?.close()
      server = undefined
      dropConnections()
    },
  }
}

/** One direction: `pipe` waits for a slow reader and passes an end on as a half-close; a reset stays a reset. */
function carry(from: Socket, to: Socket): void {
  from.pipe(to)
  from.once('error', () => to.resetAndDestroy())
  from.once('close', () => {
    if (!from.readableEnded) to.destroy()
  })
}
