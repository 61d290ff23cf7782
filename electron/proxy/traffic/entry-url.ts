import type { TrafficEntry } from './traffic-entry.ts'

/** Where the client asked, as its Host header says: the guard lets only our own host names through. */
export function entryOrigin({ requestHeaders }: Pick<TrafficEntry, 'requestHeaders'>): string | undefined {
  const host = requestHeaders.find(({ name }) => name.toLowerCase() === 'host')?.value
  return host === undefined ? undefined : `http://${host}`
}

/** The URL of an entry's path on an origin; the other forms of a request target (RFC 9112, 3.2) stand on the origin too. */
export function entryUrl(origin: string, path: string): string {
  const base = origin.replace(/\/+$/, '')
  return base + (path.startsWith('/') ? '' : '/') + withoutControls(path)
}

/** Without signs that a URL cannot hold, encoded. */
export function withoutControls(path: string): string {
  return path.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}"<>\\^`{|}]/gu, (sign) => encodeURIComponent(sign))
}
