/** In front of a cookie's name that the browser would refuse. */
const mark = 'porthole'

/**
 * A cookie whose name begins with `__Host-` or `__Secure-` under a name that is kept by browsers which refuse those from
 * `http://localhost`, as Chromium did for long; Secure and Path are asked for as those prefixes do.
 */
export function withoutNamePrefix(cookie: string): string {
  const [name = '', ...rest] = cookie.split(';')
  const [, prefix] = /^\s*__(host|secure)-/i.exec(name) ?? []
  if (prefix === undefined) return cookie
  const attributes = rest.map((attribute) => attribute.replace(/\s/g, '').toLowerCase())
  const fits = attributes.includes('secure') && (prefix.toLowerCase() === 'secure' || attributes.includes('path=/'))
  return fits ? mark + cookie.trimStart() : cookie
}

/** The cookies of a request under the names that the application gave them. */
export function withPrefixes(cookies: string): string {
  return cookies.includes(mark) ? cookies.replace(/(^|;\s*)porthole(?=__(?:host|secure)-)/gi, '$1') : cookies
}

/**
 * Whether a browser refuses such cookies.
 *
 * @param upTo the version of Chromium up to which they are known to be refused
 */
export function refusesPrefixes(userAgent: string | undefined, upTo: number | undefined): boolean {
  if (upTo === undefined) return false
  const [, version] = /\bChrome\/(\d+)/.exec(userAgent ?? '') ?? []
  return version !== undefined && Number(version) <= upTo
}
