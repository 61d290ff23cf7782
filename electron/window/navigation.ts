import { onOwnOrigin, parseOriginHost, type OriginTarget } from '../../shared/origin.ts'

/** Where a page in a tab may go. */
export type Verdict =
  /** On in the same view. */
  | { go: 'here' }
  /** To another Service's origin on this listener: that is another tab. */
  | { go: 'tab'; target: OriginTarget; url: string }
  /** To the system's browser. */
  | { go: 'outside'; url: string }
  | { go: 'nowhere' }

/** Schemes that a frame inside a page may show; `about:`, `blob:` and `data:` have no rights beyond those of their page. */
const frameSchemes = new Set(['http:', 'https:', 'about:', 'blob:', 'data:'])

/**
 * Judges a navigation of a page. The main frame stays on its own origin, so that the address on show is always that of
 * the Service, and no page can pass itself off as another one.
 *
 * @param own the tab's origin, e.g. `http://web.default.demo.SITE.localhost:8001`
 * @param isWindow a page of the Service opened it: such a window may also show what its opener writes or has made
 */
export function judgeNavigation(url: string, isMainFrame: boolean, own: string, isWindow = false): Verdict {
  const asked = parse(url)
  if (!asked) return { go: 'nowhere' }
  if (isMainFrame && isWindow && isPagesOwn(asked, own)) return { go: 'here' }
  const to = onOwnOrigin(asked)
  if (!isMainFrame) return { go: frameSchemes.has(to.protocol) ? 'here' : 'nowhere' }
  // Not by origin alone: the origin of blob:http://… is that of its page.
  if (!isWeb(to)) return { go: 'nowhere' }
  if (to.origin === own) return { go: 'here' }
  const target =
    to.protocol === 'http:' && to.port === parse(own)?.port ? parseOriginHost(to.hostname)?.target : undefined
  if (target) return { go: 'tab', target, url: to.href }
  return { go: 'outside', url: externalUrl(url) ?? '' }
}

/**
 * A URL that the system may be asked to open, or undefined. Only http and https: any other scheme starts a program of
 * this computer's. Without credentials: `https://bank.example@evil.example` is a trick to read wrongly.
 */
export function externalUrl(url: string): string | undefined {
  const to = parse(url)
  if (!to || !isWeb(to)) return undefined
  to.username = ''
  to.password = ''
  return to.href
}

/** Of a URL that somebody is asked about, in characters. */
const longestUrl = 300

/** A URL for a question: a page may make one of two megabytes. The host of one without credentials is never cut. */
export function shownUrl(url: string): string {
  return url.length > longestUrl ? `${url.slice(0, longestUrl)}…` : url
}

/** An empty page, or one that a page of this origin has made (`URL.createObjectURL`). */
function isPagesOwn({ protocol, href, origin }: URL, own: string): boolean {
  return href === 'about:blank' || (protocol === 'blob:' && origin === own)
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:'
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}
