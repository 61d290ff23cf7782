import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Connection } from '../cluster/kept-connections.ts'

const owned = new WeakMap<Socket, Map<string, Connection>>()

/**
 * Whether a sign-in holds for the connection that it was made on (RFC 4559, 6): NTLM and Negotiate, of IIS and of what stands
 * behind Kerberos. Its steps must come over one, and nobody else's requests may.
 */
export function signsInConnection({ headers }: IncomingMessage): boolean {
  return /^(ntlm|negotiate) /i.test(headers.authorization ?? '')
}

/** The connection to a target that is kept for a client's own, which has it until it is kept again. */
export function takeOwn(client: Socket, target: string): Connection | undefined {
  const connection = owned.get(client)?.get(target)
  owned.get(client)?.delete(target)
  if (connection?.isUsable() !== false) return connection
  connection.close()
  return undefined
}

/** Keeps a connection for the next requests of a client's own, and no longer than that lasts. */
export function keepOwn(client: Socket, target: string, connection: Connection): void {
  if (client.destroyed) {
    connection.close()
    return
  }
  let connections = owned.get(client)
  if (!connections) {
    const own = (connections = new Map<string, Connection>())
    owned.set(client, own)
    client.once('close', () => {
      for (const each of own.values()) each.close()
    })
  }
  connection.keep()
  connections.get(target)?.close()
  connections.set(target, connection)
}
