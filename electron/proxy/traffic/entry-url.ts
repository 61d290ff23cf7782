/** The URL of an entry's path on an origin; the other forms of a request target (RFC 9112, 3.2) stand on the origin too. */
export function entryUrl(origin: string, path: string): string {
  const base = origin.replace(/\/+$/, '')
  return base + (path.startsWith('/') ? '' : '/') + withoutControls(path)
}

/** Without signs that a URL cannot hold, encoded. */
export function withoutControls(path: string): string {
  return path.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}"<>\\^`{|}]/gu, (sign) => encodeURIComponent(sign))
}
