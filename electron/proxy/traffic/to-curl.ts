import { entryUrl, withoutControls } from './entry-url.ts'
import type { TrafficEntry } from './traffic-entry.ts'

/** What curl says by itself, or what belongs to the connection that is gone. */
const left =
  /^(?:host|connection|keep-alive|te|trailer|transfer-encoding|content-length|upgrade|expect|proxy-.*|accept-encoding|sec-websocket-(?:key|version|extensions))$/
/** A header's name (RFC 9110, 5.6.2): no other can be sent, and `@file` would be read by curl. */
const token = /^[\w!#$%&'*+.^`|~-]+$/

export interface CurlPlace {
  origin: string
  /** For cmd and PowerShell, either of which it may be pasted into; else for a POSIX shell. */
  windows?: boolean
}

/**
 * The command that asks again, on one line. A page chose path and headers, and none of them is more than a word to the shell.
 * Secrets are not in it: they read REDACTED and are to be filled in. The body that the client sent is not known.
 */
export function toCurl(entry: TrafficEntry, { origin, windows = false }: CurlPlace): string {
  const { method, path, requestHeaders, websocket } = entry
  const quote = windows ? quoteForWindows : quoteForPosix
  const address = (url: string): string => quote(windows ? plainUrl(url) : url)
  // Else curl would tidy `..` away and take [] and {} for lists. PowerShell has a `curl` of its own.
  const words = [windows ? 'curl.exe' : 'curl', '--path-as-is', '--globoff']
  if (method === 'HEAD') words.push('--head')
  else if (method !== 'GET') words.push('--request', quote(method))
  for (const { name, value } of requestHeaders) {
    const lower = name.toLowerCase()
    if (lower === 'accept-encoding') words.push('--compressed')
    if (left.test(lower) || !token.test(name)) continue
    const text = value.replace(/\p{Cc}+/gu, ' ')
    // A request that lacks a header is better than a command that a page has written.
    if (windows && !isPlain(`${name}${text}`)) continue
    // curl takes `name:` for leaving the header out.
    words.push('--header', quote(text.trim() === '' ? `${name};` : `${name}: ${text}`))
  }
  if (websocket) {
    words.push('--http1.1', '--include')
    for (const line of handshake) words.push('--header', quote(line))
  }
  const rooted = path.startsWith('/')
  if (!rooted) words.push('--request-target', address(withoutControls(path)))
  words.push('--url', address(rooted ? entryUrl(origin, path) : entryUrl(origin, '/')))
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
function quoteForPosix(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`
}

/**
 * Signs in which neither cmd nor PowerShell, nor the program that takes its arguments apart, sees more than a letter between
 * double quotes. No escape suits all three.
 */
const isPlain = (text: string): boolean => /^[ !#&-[\]-_a-~]*$/.test(text)

function quoteForWindows(text: string): string {
  return `"${text}"`
}

/**
 * A URL for double quotes. cmd puts the value of a variable for `%NAME%` there too: a percent sign stays as part of an
 * escape alone, and the letter behind one becomes an escape, so that no two signs have a name between them.
 */
function plainUrl(url: string): string {
  return url
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^!#%-[\]_a-z~]/gu, encodeURIComponent)
    .replace(/(%[0-9a-f]{2})(\w)/gi, (_, sign: string, next: string) => `${sign}%${next.charCodeAt(0).toString(16)}`)
}
