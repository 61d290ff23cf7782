import http, { type AgentOptions } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { FailureError } from '../../shared/failure.ts'
import { limitConnections } from './connect-limit.ts'
import { lastAddressFirst } from './last-address.ts'
import { pem, type CertificatePair } from './credential-files.ts'
import { serverIdentity } from './server-identity.ts'
import { systemTrust } from './system-trust.ts'
import { authorities, clientPair } from './tls-material.ts'
import { trusting } from './trusting.ts'
import type { KubeContext } from './kube-context.ts'
import { chooseProxy, hostOf } from './proxied/choose-proxy.ts'
import { throughProxy } from './proxied/proxied-agent.ts'

/**
 * No limit of connections: requests that wait for one would wait for streams of other Services, and so would the watches
 * and lists. How many are let through is decided before (see `Admission`).
 */
const pooling = {
  keepAlive: true,
  keepAliveMsecs: 15_000,
  maxFreeSockets: 64,
  // For kept connections alone: on others Node only tells of it. Those that nobody uses are not held until the server ends
  // them, nor reused when they may long be dead.
  timeout: 30_000,
  scheduling: 'lifo',
} as const satisfies AgentOptions

/**
 * A connection pool to an API server, with TLS and through a proxy as the kubeconfig and the environment say. Throws
 * `credentials-unavailable` for certificates that cannot be read, `proxy-failed` for a proxy that is no URL.
 */
export async function createAgent(
  { cluster, server }: KubeContext,
  env: NodeJS.ProcessEnv,
  certificate: CertificatePair | undefined,
): Promise<http.Agent> {
  const url = new URL(server)
  const proxy = proxyFor(url, cluster['proxy-url'], env)
  // Where there is no TLS it says nothing, be it a CA or not.
  const overTls = [url.protocol, proxy?.protocol].includes('https:')
  const trusted = overTls ? await pem(cluster['certificate-authority-data'], cluster['certificate-authority']) : ''
  const own = trusted ? authorities(trusted) : undefined
  const system = overTls && (!own || proxy?.protocol === 'https:') ? await systemTrust(env) : undefined
  const ca = own ?? system
  const rejectUnauthorized = cluster['insecure-skip-tls-verify'] !== true
  const host = hostOf(url)
  const name = cluster['tls-server-name'] || host
  const agent =
    url.protocol === 'http:'
      ? new http.Agent(pooling)
      : new https.Agent({
          ...pooling,
          // Without it Node would take the name to verify from the Host header, which on an origin is the browser's own.
          // An address is not told to a server, which may refuse it, but it is looked for in the certificate.
          servername: isIP(name) ? '' : name,
          rejectUnauthorized,
          checkServerIdentity: (_asked, certificate) => serverIdentity(name, certificate),
          // Made once: as options the certificates would be parsed for each connection, and be part of the name under
          // which the agent looks for a free one with each request.
          secureContext: trusting(ca, certificate && clientPair(certificate)),
        })
  limitConnections(lastAddressFirst(agent), server)
  if (!proxy) return agent
  // kubectl checks an https proxy with the cluster's CA alone; what the system trusts is as good.
  const secureContext = trusting(own ? [...(system ?? rootCertificates), ...own] : system)
  return throughProxy(agent, proxy, url, { secureContext, rejectUnauthorized })
}

function proxyFor(url: URL, proxyUrl: string | null | undefined, env: NodeJS.ProcessEnv): URL | undefined {
  try {
    return chooseProxy(url, proxyUrl, env)
  } catch {
    // It may have a password, so it is not repeated.
    throw new FailureError('proxy-failed', 'The proxy that HTTPS_PROXY or HTTP_PROXY names is not a URL.')
  }
}
