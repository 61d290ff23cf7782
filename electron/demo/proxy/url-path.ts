// Paths as Go's net/url and path packages treat them, because that is what the API server does to them.
// Strings here are binary: one character per byte, as Node gives request targets and header values.

/** Percent-decodes; undefined where Go answers 400 (`%` without two hex digits). */
export function decodePath(raw: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(raw)) return undefined
  return raw.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** Percent-encodes a decoded path: everything but unreserved characters and `$&+,/:;=@`. */
export function encodePath(decoded: string): string {
  return percentEncode(decoded, /[^A-Za-z0-9\-_.~$&+,/:;=@]/g)
}

/** A path as it was written, where that is a valid encoding of `decoded`; otherwise the default encoding of it. */
export function keepEncoding(raw: string, decoded: string): string {
  return /^[A-Za-z0-9\-_.~!$&'()*+,/;=:@[\]%]*$/.test(raw) && decodePath(raw) === decoded ? raw : encodePath(decoded)
}

/** The same for a fragment, in which `?`, `!`, `(`, `)` and `*` may stand too. */
export function keepFragmentEncoding(raw: string): string {
  const decoded = decodePath(raw)
  if (decoded === undefined || /^[A-Za-z0-9\-_.~!$&'()*+,/;=:@[\]%?]*$/.test(raw)) return raw
  return percentEncode(decoded, /[^A-Za-z0-9\-_.~$&+,/:;=@?!()*]/g)
}

function percentEncode(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** Collapses `//`, `.` and `..` and drops a trailing slash; an empty path stays empty (Go: path.Join of it). */
export function cleanPath(path: string): string {
  if (path === '') return ''
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!rooted) kept.push('..')
  }
  const joined = kept.join('/')
  return rooted ? `/${joined}` : joined === '' ? '.' : joined
}
