import type http from 'node:http'
import { FailureError } from '../../shared/failure.ts'
import { createAgent } from './cluster-agent.ts'
import { credentialSource, type Credentials } from './credentials.ts'
import { connectionsOf } from './kept-connections.ts'
import type { KubeContext } from './kube-context.ts'

/** A connection pool to one API server, and the headers that each request on it must carry. */
export interface Upstream {
  url: URL
  agent: http.Agent
  headers: Readonly<Record<string, string | string[]>>
  /** The API server answered 401: whether it is worth asking once more, with another {@link ClusterAccess.upstream}. */
  refused: () => Promise<boolean>
}

/** The way to one context's API server: TLS and proxy as the kubeconfig says, keep-alive, current credentials. */
export interface ClusterAccess {
  /** The URL as the kubeconfig has it. */
  readonly server: string
  upstream: () => Promise<Upstream>
  /** A person wants to sign in again at once, where that has failed. */
  retry: () => void
  close: () => void
}

/** How signing in goes on. */
export interface SignInEvents {
  /** The sign-in command says this to a person, and waits; empty when it no longer does. */
  says: (words: string) => void
  /** There are credentials, for the first time or again. */
  signedIn: () => void
}

export function clusterAccess(
  context: KubeContext,
  env: NodeJS.ProcessEnv = process.env,
  events?: SignInEvents,
): ClusterAccess {
  const url = new URL(context.server)
  // As client-go joins paths.
  url.pathname = url.pathname.replace(/\/{2,}/g, '/')
  const credentials = credentialSource(context, undefined, events?.says)
  let pool: { identity: string; agent: Promise<http.Agent> } | undefined
  /** Agents of certificates that have been replaced, while requests are still under way on them. */
  const retired = new Set<http.Agent>()
  // The promise is kept, so that requests that come together share one agent.
  const agentFor = ({ cert, key }: Credentials): Promise<http.Agent> => {
    const identity = `${cert ?? ''}${key ?? ''}`
    if (pool?.identity === identity) return pool.agent
    for (const agent of retired) {
      if (Object.keys(agent.sockets).length === 0 && connectionsOf(agent).size === 0) retired.delete(agent)
    }
    pool?.agent.then((agent) => retired.add(retire(agent))).catch(() => undefined)
    const pair = cert !== undefined && key !== undefined ? { cert, key } : undefined
    const made = { identity, agent: createAgent(context, env, pair) }
    pool = made
    made.agent.catch(() => {
      if (pool === made) pool = undefined
    })
    return made.agent
  }
  return {
    server: context.server,
    upstream: async () => {
      const current = await credentials.get()
      events?.signedIn()
      const agent = await agentFor(current)
      return { url, agent, headers: current.headers, refused: () => credentials.refused(current) }
    },
    retry: () => credentials.forgive(),
    close: () => {
      credentials.close()
      for (const agent of retired) destroy(agent)
      // A pool that could not be made has no connections.
      pool?.agent.then(destroy).catch(() => undefined)
      pool = undefined
    },
  }
}

/** Lets what is under way end in its time, and closes each connection then. */
function retire(agent: http.Agent): http.Agent {
  agent.maxFreeSockets = 0
  connectionsOf(agent).dropIdle()
  for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])) socket.destroy()
  return agent
}

function destroy(agent: http.Agent): void {
  agent.destroy()
  connectionsOf(agent).close(new FailureError('connection-lost', 'The cluster was disconnected.'))
}
