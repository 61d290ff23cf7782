import type { IncomingHttpHeaders } from 'node:http'
import type { ToldOrigin } from './own-urls.ts'

/** Headers that belong to one connection and not to the message (RFC 9110, 7.6.1). */
export const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** What a client must never tell the API server: who somebody is, and who was asked on the way. */
const forbidden = /^(authorization$|impersonate-|x-remote-|x-forwarded-|forwarded$)/

/** The API server also takes a token from this WebSocket protocol (apiserver, `authentication/request/websocket`). */
const tokenProtocol = /^base64url\.bearer\.authorization\.k8s\.io\./i

export interface OutgoingChange {
  /** Credentials; they replace whatever came in under their names. */
  credentials: Readonly<Record<string, string | string[]>>
  host: string
  /** What the application is told that the browser speaks. */
  clientScheme?: 'https' | undefined
  /** The application gets it through a tunnel: what the API server must not see may pass. */
  tunnel?: boolean
  /** How the application's own origin is called on its side, where that differs from what the browser says. */
  origin?: ToldOrigin
  /** On an origin HTML must come back in an encoding that can be un-rewritten. */
  clampEncoding: boolean
  upgrade: boolean
}

/** The headers for the API server: the client's, without what must not pass, with the cluster's credentials. */
export function requestHeaders(headers: IncomingHttpHeaders, change: OutgoingChange): IncomingHttpHeaders {
  const named = headers.connection === undefined ? undefined : tokens(headers.connection)
  const kept: IncomingHttpHeaders = {}
  for (const name in headers) {
    // How the body is told apart stays; everything else may be named, and what Expect asks for Node has done.
    if (name !== 'transfer-encoding' && name !== 'content-length') {
      if (hopByHop.has(name) || name === 'expect' || named?.includes(name)) continue
      if (!change.tunnel && forbidden.test(name)) continue
    }
    kept[name] = headers[name]
  }
  if (!change.tunnel && kept['sec-websocket-protocol'] !== undefined) dropTokens(kept, kept['sec-websocket-protocol'])
  kept.host = change.host
  if (change.clientScheme) kept['x-forwarded-proto'] = change.clientScheme
  if (change.origin) nameOrigin(kept, change.origin)
  if (change.upgrade) Object.assign(kept, { connection: 'Upgrade', upgrade: headers.upgrade })
  if (change.clampEncoding) {
    // The API server rewrites gzip and deflate but lets br and zstd pass with its prefix missing.
    if (/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers['accept-encoding'] ?? '')) kept['accept-encoding'] = 'gzip'
    else delete kept['accept-encoding']
  }
  return Object.assign(kept, change.credentials)
}

function dropTokens(headers: IncomingHttpHeaders, protocols: string): void {
  const all = protocols.split(/\s*,\s*/)
  const left = all.filter((protocol) => !tokenProtocol.test(protocol.trim()))
  if (left.length === all.length) return
  if (left.length > 0) headers['sec-websocket-protocol'] = left.join(', ')
  else delete headers['sec-websocket-protocol']
}

function tokens(list: string): string[] {
  return list.toLowerCase().split(/\s*,\s*/)
}

/**
 * Origin and Referer say what Host says, which applications compare against forgery; and so does every other header that is
 * a URL: a place to copy to (RFC 4918, 10.3), the page that a script is on (htmx).
 */
function nameOrigin(headers: IncomingHttpHeaders, { from, to }: ToldOrigin): void {
  if (from === to) return
  if (headers.origin?.toLowerCase() === from) headers.origin = to
  for (const name in headers) {
    const url = headers[name]
    if (typeof url !== 'string' || !/^http:/i.test(url)) continue
    if (url.toLowerCase().startsWith(`${from}/`)) headers[name] = to + url.slice(from.length)
  }
}
