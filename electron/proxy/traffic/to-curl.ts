import { entryUrl, withoutControls } from './entry-url.ts'
import type { TrafficEntry } from './traffic-entry.ts'

/** What curl says by itself, or what belongs to the connection that is gone. */
const left =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|content-length|upgrade|expect|proxy-.*|accept-encoding|sec-websocket-(?:key|version|extensions))$/
/** A header's name (RFC 9110, 5.6.2): no other can be sent, and `@file` would be read by curl. */
const token = /^[\w!#$%&'*+.^`|~-]+$/

/**
 * The command that asks again, on one line, quoted for a POSIX shell. Secrets are not in it: they read REDACTED and are to
 * be filled in. The body that the client sent is not known.
 */
export function toCurl(entry: TrafficEntry, { origin }: { origin: string }): string {
  const { method, path, requestHeaders, websocket } = entry
  // Else curl would tidy `..` away and take [] and {} for lists.
  const words = ['curl', '--path-as-is', '--globoff']
  if (method === 'HEAD') words.push('--head')
  else if (method !== 'GET') words.push('--request', quote(method))
  for (const { name, value } of requestHeaders) {
    const lower = name.toLowerCase()
    if (lower === 'accept-encoding') words.push('--compressed')
    if (left.test(lower) || !token.test(name)) continue
    const text = value.replace(/\p{Cc}+/gu, ' ')
    // curl takes `name:` for leaving the header out.
    words.push('--header', quote(text.trim() === '' ? `${name};` : `${name}: ${text}`))
  }
  if (websocket) {
    words.push('--http1.1', '--include')
    for (const line of handshake) words.push('--header', quote(line))
  }
  const rooted = path.startsWith('/')
  if (!rooted) words.push('--request-target', quote(withoutControls(path)))
  words.push('--url', quote(rooted ? entryUrl(origin, path) : entryUrl(origin, '/')))
  return words.join(' ')
}

/** Any 16 bytes do as a key (RFC 6455, 4.1). */
const handshake = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: cG9ydGhvbGUtdHJhZmZpYw==',
]

/** One word for a POSIX shell, whatever is in it: between single quotes only the single quote has a meaning. */
function quote(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`
}
