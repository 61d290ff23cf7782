import { BlockList, isIP } from 'node:net'
import { domainToASCII } from 'node:url'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for requests to a server, as Go's `httpproxy` chooses it for kubectl: the cluster's own `proxy-url` always; else
 * HTTPS_PROXY or HTTP_PROXY, by the server's scheme, unless the server is this computer or stands in NO_PROXY. Undefined
 * where there is none. Throws a TypeError for one that is not a URL.
 */
export function chooseProxy(server: URL, proxyUrl: string | null | undefined, env: Environment): URL | undefined {
  if (proxyUrl) return new URL(proxyUrl)
  const names = server.protocol === 'https:' ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy']
  const proxy = first(env, names)
  if (proxy === undefined) return undefined
  const host = hostOf(server)
  if (host === 'localhost' || isLoopback(host)) return undefined
  const port = server.port || (server.protocol === 'https:' ? '443' : '80')
  if (isExempt(host, port, first(env, ['NO_PROXY', 'no_proxy']) ?? '')) return undefined
  // A bare HOST:PORT is an http proxy.
  return new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`)
}

function first(env: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value !== '')
}

/** The host of a URL, without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

function isLoopback(host: string): boolean {
  return isIP(host) !== 0 && loopback.check(host, family(host))
}

function isExempt(host: string, port: string, list: string): boolean {
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && (entry === '*' || matches(entry, host, port)))
}

/** An entry of NO_PROXY as Go reads it (`httpproxy`, `config.init`): a network, an address or the end of a name, the last two with or without a port. */
function matches(entry: string, host: string, port: string): boolean {
  const network = /^([\da-f.:]+)\/(\d{1,3})$/.exec(entry)
  if (network) return isIn(host, network[1] ?? '', Number(network[2]))
  const withPort = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(entry)
  const name = withPort ? (withPort[1] ?? withPort[2] ?? '') : entry
  const wantedPort = withPort?.[3] ?? ''
  if (name === '' || (wantedPort !== '' && wantedPort !== port)) return false
  if (isIP(name) !== 0) return isIn(host, name, isIP(name) === 4 ? 32 : 128)
  if (isIP(host) !== 0) return false
  const end = name.replace(/^\*(?=\.)/, '')
  // Names in other letters alone: of what it takes for a number it makes an address.
  const ascii = /[^ -~]/.test(end) ? domainToASCII(end) : end
  return host.endsWith(ascii.startsWith('.') ? ascii : `.${ascii}`) || host === ascii
}

function isIn(host: string, network: string, bits: number): boolean {
  if (isIP(host) === 0 || isIP(network) === 0 || bits > (isIP(network) === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(network, bits, family(network))
  return list.check(host, family(host))
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
