import type { IncomingHttpHeaders } from 'node:http'

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

/**
 * What a client must never tell the API server: who somebody is, and who was asked on the way; and what has been done
 * already: Node sends the 100 that Expect asks for.
 */
const forbidden = /^(authorization$|impersonate-|x-remote-|x-forwarded-|forwarded$|expect$)/

export interface OutgoingChange {
  /** Credentials; they replace whatever came in under their names. */
  credentials: Readonly<Record<string, string | string[]>>
  host: string
  /** On an origin HTML must come back in an encoding that can be un-rewritten. */
  clampEncoding: boolean
  upgrade: boolean
}

/** The headers for the API server: the client's, without what must not pass, with the cluster's credentials. */
export function requestHeaders(headers: IncomingHttpHeaders, change: OutgoingChange): IncomingHttpHeaders {
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/))
  const kept: IncomingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    if (forbidden.test(name) || (hopByHop.has(name) && name !== 'transfer-encoding')) continue
    if (named.has(name) && name !== 'transfer-encoding' && name !== 'content-length') continue
    kept[name] = value
  }
  kept.host = change.host
  if (change.upgrade) Object.assign(kept, { connection: 'Upgrade', upgrade: headers.upgrade })
  if (change.clampEncoding) {
    // The API server rewrites gzip and deflate but lets br and zstd pass with its prefix missing.
    if (/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers['accept-encoding'] ?? '')) kept['accept-encoding'] = 'gzip'
    else delete kept['accept-encoding']
  }
  return Object.assign(kept, change.credentials)
}
