import type http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { hostOf } from './choose-proxy.ts'
import { dialProxy, type ProxyTrust } from './dial-proxy.ts'

/** So soon TCP asks on a silent connection whether the proxy is still there, in ms. */
const keepAliveDelay = 15_000

type Created = (error: Error | null, socket?: Duplex) => void

interface Creating {
  /** Node's own way to a connection; on https TLS over the given socket. Not in its types. */
  createConnection: (this: http.Agent, options: object, created?: Created) => Duplex | undefined
}

/**
 * Makes an agent open its connections through a proxy, and nothing else: they are pooled, kept alive and given TLS as they
 * were before. To a server without TLS a proxy is asked for a tunnel too, so that upgrades pass.
 *
 * @param target the only server that the agent is for
 */
export function throughProxy<T extends http.Agent>(agent: T, proxy: URL, target: URL, trust: ProxyTrust): T {
  const secure = agent instanceof https.Agent
  const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80))
  const own = agent as unknown as Creating
  const original = own.createConnection
  own.createConnection = function (options, created) {
    const opened = (raw: Socket): void => {
      // An error of it is one of the TLS connection over it, which says so itself.
      raw.on('error', () => undefined)
      raw.setKeepAlive(true, keepAliveDelay)
      created?.(null, secure ? original.call(this, { ...options, socket: raw }) : raw)
    }
    dialProxy(proxy, hostOf(target), port, trust).then(opened, (error: unknown) => created?.(error as Error))
    return undefined
  }
  return agent
}
