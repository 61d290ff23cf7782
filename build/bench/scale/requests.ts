import { Agent, request } from 'node:https'
import type { ApiAccess, ApiMethod } from '../../../e2e/cluster/api-client.ts'

/** Requests over so many connections that wait for nothing but each other. */
export interface Requests {
  /** Throws what the API server says when that is not success. */
  send(method: ApiMethod, path: string, body: object): Promise<void>
  close(): void
}

export function openRequests({ server, certificateAuthority, token }: ApiAccess, connections: number): Requests {
  const agent = new Agent({ ca: certificateAuthority, keepAlive: true, maxSockets: connections })
  return {
    send: (method, path, body) =>
      new Promise((resolve, reject) => {
        const sent = JSON.stringify(body)
        const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
        const headers = {
          authorization: `Bearer ${token}`,
          'content-type': type,
          'content-length': Buffer.byteLength(sent),
        }
        const outgoing = request(new URL(path, server), { method, agent, headers }, (incoming) => {
          const { statusCode = 0 } = incoming
          incoming.once('error', reject).resume()
          incoming.once('end', () => {
            if (statusCode < 300) resolve()
            else reject(new Error(`${method} ${path}: ${statusCode}`))
          })
        })
        outgoing.once('error', reject)
        outgoing.end(sent)
      }),
    close: () => agent.destroy(),
  }
}
