import { hopByHop } from './request-headers.ts'
import { ownCookie } from './unrewrite/cookie.ts'
import { unrewriteNames } from './unrewrite/host.ts'
import { unrewriteLocation, type Rewritten } from './unrewrite/location.ts'

export interface IncomingChange {
  /** Undefined on a classic URL, which gets what the API server said. */
  rewritten: Rewritten | undefined
  /** The body changes on the way: its length, encoding and ranges no longer hold. */
  bodyChanges: boolean
  /** The body comes in pieces, so that trailers may follow. */
  trailers?: boolean
  /** A page asked for it as a stylesheet, which browsers take without a type, and not as {@link guess}. */
  isStyle?: boolean
}

/** Headers that describe the exact bytes of a body. */
const ofBody = new Set([
  'content-length',
  'content-encoding',
  'accept-ranges',
  'content-md5',
  'digest',
  'content-digest',
])

/** What the API server says of each of its answers (apiserver, `filters/cachecontrol.go`), before what an application says. */
const ownCaching = 'no-cache, private'

/** What the API server says of a text whose type its application does not say (Go, `DetectContentType`). */
const guess = 'text/plain; charset=utf-8'

/**
 * The headers for the client, as a flat list of names and values in their order and spelling, several Set-Cookie included.
 * Content-Length is the last: of a Content-Disposition behind it Node makes UTF-8, which it refuses or garbles.
 *
 * @param raw `rawHeaders` of the API server's answer
 */
export function responseHeaders(raw: readonly string[], change: IncomingChange): string[] {
  const { rewritten, bodyChanges, trailers = true, isStyle = false } = change
  const isProxied = rewritten !== undefined && rewritten.prefix !== ''
  const named = new Set<string>()
  let caching = 0
  for (let i = 0; i < raw.length; i += 2) {
    const key = raw[i]?.toLowerCase()
    if (key === 'connection') for (const token of (raw[i + 1] ?? '').split(',')) named.add(token.trim().toLowerCase())
    else if (key === 'cache-control') caching++
  }
  let dropsCaching = isProxied && caching > 1
  const headers: string[] = []
  const length: string[] = []
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? ''
    const value = raw[i + 1] ?? ''
    const key = name.toLowerCase()
    // Trailers are passed on, so what announces them is too. Where none can follow, Node refuses it.
    if (key === 'trailer' ? !trailers : hopByHop.has(key) || named.has(key) || (bodyChanges && ofBody.has(key)))
      continue
    // A classic URL's host is that of every Service, and of whatever else this computer serves: all would be cleared.
    if (key === 'clear-site-data' && !rewritten) continue
    if (key === 'cache-control' && dropsCaching) {
      dropsCaching = false
      if (value === ownCaching) continue
    }
    if (key === 'content-type' && isStyle && isProxied && value === guess) continue
    const list = key === 'content-length' ? length : headers
    list.push(name, rewritten ? unrewrite(key, value, rewritten) : value)
  }
  headers.push(...length)
  return headers
}

/** Besides those that lead somewhere an application names itself where its page's scripts look: HX-Redirect, X-Inertia-Location. */
function unrewrite(key: string, value: string, rewritten: Rewritten): string {
  if (key === 'set-cookie') return ownCookie(value, rewritten)
  if (key === 'location' || key === 'content-location') {
    const to = unrewriteLocation(value, rewritten)
    // Where a sign-in of its own leads back to; another site knows where that is by the name that it was told.
    return rewritten.local && !leadsElsewhere.test(to) ? unrewriteNames(to, rewritten.local, false) : to
  }
  return rewritten.local ? unrewriteNames(value, rewritten.local, policies.has(key)) : value
}

const leadsElsewhere = /^\s*([a-z][a-z0-9+.-]*:|[/\\]{2})/i

const policies = new Set(['content-security-policy', 'content-security-policy-report-only'])
