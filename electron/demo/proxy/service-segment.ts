/** What stands between `services/` and `/proxy`: `[scheme:]name[:port]`. */
export interface ServiceSegment {
  readonly scheme: '' | 'http' | 'https'
  readonly name: string
  /** A port name, a *service* port number, or empty for the unnamed port. */
  readonly port: string
}

/** Reads `name`, `name:port` or `scheme:name:port`; undefined for anything else (apimachinery, SplitSchemeNamePort). */
export function parseServiceSegment(segment: string): ServiceSegment | undefined {
  const parts = segment.split(':')
  if (parts.length > 3) return undefined
  const [scheme, name = '', port = ''] = parts.length === 3 ? parts : ['', ...parts]
  if (name === '' || (scheme !== '' && scheme !== 'http' && scheme !== 'https')) return undefined
  return { scheme, name, port }
}

/** The number when a port is written as one; Go's ParseInt also takes a sign. */
export function portNumber(port: string): number | undefined {
  return /^[+-]?\d+$/.test(port) ? Number(port) : undefined
}
