import { cleanPath, decodePath, keepEncoding, keepFragmentEncoding } from './url-path.ts'

/** Where an answer comes from and where it appears. */
export interface ProxiedAt {
  /** `/api/v1/namespaces/NS/services/SEGMENT/proxy`, decoded. */
  readonly prefix: string
  /** `IP:PORT` of the endpoint. */
  readonly endpoint: string
  /** The Host header of the request. */
  readonly requestHost: string
}

/**
 * Puts the proxy's prefix before a URL that a Service answered with, where it is a path of its own or names the endpoint
 * or the host of the request. Others, and relative ones, stay. Undefined when it is no URL to Go's parser.
 */
export function rewriteUrl(text: string, { prefix, endpoint, requestHost }: ProxiedAt): string | undefined {
  const url = parseReference(text)
  if (!url) return undefined
  const elsewhere = url.host !== '' && url.host !== endpoint && url.host !== requestHost
  if (elsewhere || !url.path.startsWith('/')) return format(url)

  // The request's own host is kept with its scheme (and so leaves a proxy in front of the API server); others go.
  const kept = url.host === requestHost ? url : { ...url, scheme: '', host: '' }
  if (url.path.startsWith(prefix)) return format(kept)
  const slash = url.path.endsWith('/') ? '/' : ''
  return format({ ...kept, path: cleanPath(`${prefix}/${url.path}`) + slash })
}

interface Reference {
  readonly scheme: string
  readonly host: string
  /** `mailto:` and the like: everything after the colon. */
  readonly opaque: string
  /** Decoded. */
  readonly path: string
  readonly rawPath: string
  /** With its `?`. */
  readonly query: string
  /** With its `#`. */
  readonly fragment: string
}

/** The parts of a URL reference as Go's net/url sees them; undefined where it gives an error. */
function parseReference(text: string): Reference | undefined {
  const hasControlCharacter = Buffer.from(text, 'latin1').some((byte) => byte < 0x20 || byte === 0x7f)
  const [beforeFragment, fragment] = cut(text, '#')
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(beforeFragment)?.[1] ?? ''
  if (hasControlCharacter || beforeFragment.startsWith(':')) return undefined

  const [beforeQuery, query] = cut(scheme === '' ? beforeFragment : beforeFragment.slice(scheme.length + 1), '?')
  const rest = {
    scheme: scheme.toLowerCase(),
    query: query === undefined ? '' : `?${query}`,
    fragment: fragment === undefined || fragment === '' ? '' : `#${keepFragmentEncoding(fragment)}`,
  }
  if (fragment !== undefined && decodePath(fragment) === undefined) return undefined
  if (!beforeQuery.startsWith('/')) {
    if (scheme !== '') return { ...rest, host: '', opaque: beforeQuery, path: '', rawPath: '' }
    if (beforeQuery.split('/')[0]?.includes(':')) return undefined
  }
  const [, host = '', rawPath = ''] = /^(?:\/\/(?!\/)([^/]*))?(.*)$/.exec(beforeQuery) ?? []
  const path = decodePath(rawPath)
  if (path === undefined || /[\s<>"{}|\\^`]|:(?!\d*$)(?![^[]*\])/.test(host)) return undefined
  return { ...rest, host, opaque: '', path, rawPath }
}

function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}

function format({ scheme, host, opaque, path, rawPath, query, fragment }: Reference): string {
  const start = (scheme === '' ? '' : `${scheme}:`) + (host === '' ? '' : `//${host}`)
  return start + (opaque === '' ? keepEncoding(rawPath, path) : opaque) + query + fragment
}
