import type { IncomingMessage } from 'node:http'
import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import { isIP } from 'node:net'
import { unescape } from 'node:querystring'
import { FailureError } from '../../../shared/failure.ts'
import { lookupHost } from '../lookup-host.ts'
import { hostOf } from './choose-proxy.ts'

/** How long a proxy may take to connect, in ms. */
const timeLimit = 20_000

export interface ProxyTrust {
  /** What an https proxy's certificate is checked against. */
  secureContext?: SecureContext
  rejectUnauthorized?: boolean
}

/** Connects to a host and port through an http, https or socks5 proxy. Throws `proxy-failed`, which never has its password. */
export function dialProxy(proxy: URL, host: string, port: number, trust: ProxyTrust = {}): Promise<Socket> {
  return /^socks/i.test(proxy.protocol) ? dialSocks(proxy, host, port) : dialConnect(proxy, host, port, trust)
}

async function dialSocks(proxy: URL, host: string, port: number): Promise<Socket> {
  const { username, password } = proxy
  // Few clusters stand behind one.
  const { SocksClient } = await import('socks')
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: {
        host: hostOf(proxy),
        port: Number(proxy.port || 1080),
        type: 5,
        ...(username !== '' && { userId: unescape(username), password: unescape(password) }),
      },
      command: 'connect',
      destination: { host, port },
      timeout: timeLimit,
      // Host and port are the proxy's in any case.
      socket_options: { lookup: lookupHost, host: hostOf(proxy), port: 0 },
    })
    return socket
  } catch (error) {
    throw failed(proxy, error instanceof Error ? error.message : String(error))
  }
}

function dialConnect(proxy: URL, host: string, port: number, trust: ProxyTrust): Promise<Socket> {
  const secure = proxy.protocol === 'https:'
  if (!secure && proxy.protocol !== 'http:') {
    return Promise.reject(failed(proxy, 'it is not an http, https or socks5 proxy'))
  }
  const name = hostOf(proxy)
  const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request({
      host: name,
      port: proxy.port || (secure ? 443 : 80),
      method: 'CONNECT',
      path: target,
      agent: false,
      lookup: lookupHost,
      headers: { host: target, 'user-agent': 'porthole', ...authorization(proxy) },
      ...(secure && { servername: isIP(name) === 0 ? name : '', ...trust }),
    })
    const timer = setTimeout(() => request.destroy(failed(proxy, `no answer in ${timeLimit / 1000} s`)), timeLimit)
    const refuse = (error: Error): void => {
      clearTimeout(timer)
      reject(error instanceof FailureError ? error : failed(proxy, error.message))
    }
    request.once('error', refuse)
    request.once('connect', (response: IncomingMessage, socket: Socket, head: Buffer) => {
      clearTimeout(timer)
      const { statusCode = 0, statusMessage = '' } = response
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy()
        refuse(failed(proxy, `it answers ${statusCode} ${statusMessage}`.trim(), statusCode === 407))
        return
      }
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    request.end()
  })
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const pair = `${unescape(username)}:${unescape(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

function failed(proxy: URL, why: string, unauthorized = false): FailureError {
  return new FailureError('proxy-failed', `The proxy ${proxy.protocol}//${proxy.host}: ${why}.`, {
    ...(unauthorized && {
      hint: 'Put the user and password of the proxy into its URL: http://USER:PASSWORD@HOST:PORT.',
    }),
  })
}
