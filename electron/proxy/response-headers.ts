import { hopByHop } from './request-headers.ts'
import { unrewriteCookie } from './unrewrite/cookie.ts'
import { unrewriteNames } from './unrewrite/host.ts'
import { unrewriteLocation, type Rewritten } from './unrewrite/location.ts'

export interface IncomingChange {
  /** Undefined on a classic URL, which gets what the API server said. */
  rewritten: Rewritten | undefined
  /** The body changes on the way: its length, encoding and ranges no longer hold. */
  bodyChanges: boolean
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

/**
 * The headers for the client, as a flat list of names and values in their order and spelling, several Set-Cookie included.
 *
 * @param raw `rawHeaders` of the API server's answer
 */
export function responseHeaders(raw: readonly string[], { rewritten, bodyChanges }: IncomingChange): string[] {
  const named = new Set<string>()
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]?.toLowerCase() === 'connection')
      for (const token of (raw[i + 1] ?? '').split(',')) named.add(token.trim().toLowerCase())
  }
  const headers: string[] = []
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? ''
    const value = raw[i + 1] ?? ''
    const key = name.toLowerCase()
    // Trailers are passed on, so what announces them is too.
    if (key !== 'trailer' && (hopByHop.has(key) || named.has(key) || (bodyChanges && ofBody.has(key)))) continue
    headers.push(name, rewritten ? unrewrite(key, value, rewritten) : value)
  }
  return headers
}

/** Headers by which an application names itself, besides Location. */
const naming = new Set([
  'content-security-policy',
  'content-security-policy-report-only',
  'link',
  'refresh',
  'access-control-allow-origin',
])

function unrewrite(key: string, value: string, rewritten: Rewritten): string {
  if (rewritten.local && naming.has(key)) return unrewriteNames(value, rewritten.local)
  if (key === 'set-cookie') return unrewriteCookie(value, rewritten.prefix)
  return key === 'location' || key === 'content-location' ? unrewriteLocation(value, rewritten) : value
}
