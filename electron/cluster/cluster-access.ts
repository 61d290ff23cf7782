import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import { limitConnections } from './connect-limit.ts'
import { credentialSource, pem, type Credentials } from './credentials.ts'
import type { KubeContext } from './kube-context.ts'

/** A connection pool to one API server, and the headers that each request on it must carry. */
export interface Upstream {
  url: URL
  agent: http.Agent
  headers: Readonly<Record<string, string | string[]>>
}

/** The way to one context's API server: TLS as the kubeconfig says, keep-alive, current credentials. */
export interface ClusterAccess {
  /** The URL as the kubeconfig has it. */
  readonly server: string
  upstream: () => Promise<Upstream>
  close: () => void
}

export function clusterAccess(context: KubeContext): ClusterAccess {
  const url = new URL(context.server)
  const credentials = credentialSource(context)
  let pool: { identity: string; agent: Promise<http.Agent> } | undefined
  /** Forgets the pool and ends its connections. */
  const drop = (): void => {
    // A pool that could not be made has no connections.
    pool?.agent.then((agent) => agent.destroy()).catch(() => undefined)
    pool = undefined
  }
  // The promise is kept, so that requests that come together share one agent.
  const agentFor = ({ cert, key }: Credentials): Promise<http.Agent> => {
    const identity = `${cert ?? ''}${key ?? ''}`
    if (pool?.identity === identity) return pool.agent
    drop()
    const agent = createAgent(context, url, cert, key)
    const made = { identity, agent }
    pool = made
    agent.catch(() => {
      if (pool === made) pool = undefined
    })
    return agent
  }
  return {
    server: context.server,
    upstream: async () => {
      const current = await credentials.get()
      return { url, agent: await agentFor(current), headers: current.headers }
    },
    close: drop,
  }
}

async function createAgent(context: KubeContext, url: URL, cert?: string, key?: string): Promise<http.Agent> {
  // No limit of connections: requests that wait for one would wait for streams of other Services, and so would the watches
  // and lists. How many are let through is decided before (see `Admission`).
  const pooling = {
    keepAlive: true,
    keepAliveMsecs: 15_000,
    maxFreeSockets: 64,
    scheduling: 'lifo',
  } as const
  if (url.protocol === 'http:') return limitConnections(new http.Agent(pooling), context.server)
  const { cluster } = context
  const ca = await pem(cluster['certificate-authority-data'], cluster['certificate-authority'])
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const agent = new https.Agent({
    ...pooling,
    // Without it Node would take the name to verify from the Host header, which on an origin is the browser's own.
    servername: cluster['tls-server-name'] ?? (isIP(host) ? '' : host),
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
    // Made once: as options the certificates would be parsed for each connection, and be part of the name under which the
    // agent looks for a free one with each request.
    secureContext: createSecureContext({
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && key !== undefined && { cert, key }),
    }),
  })
  return limitConnections(agent, context.server)
}
