import type { IncomingMessage } from 'node:http'
import { failure } from '../../shared/failure.ts'
import { faviconLimit, imageType } from '../../shared/favicon-rules.ts'
import type { Probe } from '../../shared/probe.ts'
import type { Scheme } from '../../shared/service.ts'
import type { Listed } from '../proxy/exchange.ts'
import { askPage, type Heard, type Listener, opensWebSocket } from './ask.ts'
import { classify } from './classify.ts'
import { decodeText } from './decode-text.ts'
import { readHead } from './html-head.ts'
import { pageIcons } from './page-icons.ts'

/** How many redirects are followed. */
const redirects = 3

export interface ProbedPort extends Listener {
  /** See `declaresGrpc`. */
  grpc: boolean
  /** See `Exchange`. */
  listed?: Listed
  /** How Porthole reaches the port; asked after the answer, from which it may have learned. */
  scheme: () => Promise<Scheme>
  /** The same port by a URL that insists on TLS: its Host, the listener's port and the path. */
  tls: () => Promise<Listener & { path: string }>
  /** Has the port reached by TLS from now on. */
  learnTls: () => void
}

interface Page {
  url: URL
  heard: Heard
}

/**
 * What a port speaks, and the title and icon of its page. Asks through Porthole's own listener, so over the way that a
 * browser's requests take. Never throws.
 *
 * @param patience for everything together, in ms
 */
export async function probePort(port: ProbedPort, patience: number): Promise<Probe> {
  const signal = AbortSignal.timeout(patience)
  const url = new URL(`http://${port.host}/`)
  try {
    const heard = await askPage(port, '/', signal, isPage)
    const answer = { ...heard, body: textOf(heard) }
    const verdict = classify(answer, { scheme: await port.scheme(), grpc: port.grpc, listed: port.listed })
    if (verdict.kind === 'known') return verdict.probe
    if (verdict.kind === 'ask-tls') {
      const secure = await throughTls(port, signal).catch(() => undefined)
      return secure ?? verdict.otherwise
    }
    if (verdict.kind === 'ask-upgrade' && (await opensWebSocket(port, signal))) return { speaks: 'websocket' }
    return await describe(port, verdict.scheme, { url, heard }, signal)
  } catch (error) {
    const words = signal.aborted ? `Nothing was answered in ${patience / 1000} s.` : String(error)
    return { speaks: 'unreachable', failure: failure('service-unreachable', words) }
  }
}

/** What a port speaks that hung up on HTTP, if it is TLS. */
async function throughTls(port: ProbedPort, signal: AbortSignal): Promise<Probe | undefined> {
  const there = await port.tls()
  const heard = await askPage(there, there.path, signal, ({ statusCode = 0 }) => statusCode >= 400)
  const verdict = classify({ ...heard, body: textOf(heard) }, { scheme: 'https', grpc: port.grpc })
  if (verdict.kind === 'known') return verdict.probe.speaks === 'https' ? verdict.probe : undefined
  if (verdict.kind === 'ask-tls') return undefined
  port.learnTls()
  const url = new URL(`http://${port.host}/`)
  return await describe(port, 'https', { url, heard: await askPage(port, '/', signal, isPage) }, signal)
}

async function describe(port: ProbedPort, speaks: Scheme, first: Page, signal: AbortSignal): Promise<Probe> {
  const { url, heard } = await follow(port, first, signal).catch(() => first)
  const probe = { speaks, status: heard.status, title: null, favicon: null }
  // What an error page is called says less than its status, and a redirect that leads elsewhere has no page.
  if (heard.status < 200 || heard.status >= 300 || !isHtml(heard.headers)) return probe
  const head = readHead(textOf(heard))
  return { ...probe, title: head.title || null, favicon: await favicon(port, pageIcons(head, url), signal) }
}

/** The page that redirects lead to; the redirect itself where they leave the origin or do not end. */
async function follow(port: ProbedPort, first: Page, signal: AbortSignal): Promise<Page> {
  let page = first
  for (let left = redirects; left > 0; left--) {
    const { status, headers } = page.heard
    const { location } = headers
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined || !URL.canParse(location, page.url))
      break
    const url = new URL(location, page.url)
    if (url.origin !== page.url.origin) break
    page = { url, heard: await askPage(port, url.pathname + url.search, signal, ({ headers }) => isHtml(headers)) }
  }
  return page
}

/** The first icon that is one, as a data: URL. */
async function favicon(port: ProbedPort, icons: readonly string[], signal: AbortSignal): Promise<string | null> {
  for (const icon of icons) {
    if (icon.startsWith('data:')) return icon
    const { pathname, search } = new URL(icon)
    const isIcon = (code: number, type: string | undefined) => code === 200 && imageType(type ?? null) !== undefined
    const heard = await askPage(port, pathname + search, signal, ({ statusCode = 0, headers }) =>
      isIcon(statusCode, headers['content-type']),
    ).catch(() => undefined)
    if (!heard) return null
    const { body, cut, status, headers } = heard
    const type = imageType(headers['content-type'] ?? null)
    const whole = !cut && body.length > 0 && body.length <= faviconLimit
    if (status === 200 && type !== undefined && whole) return `data:${type};base64,${body.toString('base64')}`
  }
  return null
}

/** What may be a page, or say why there is none. */
const isPage = ({ statusCode = 0, headers }: IncomingMessage): boolean => statusCode >= 400 || isHtml(headers)

const isHtml = (headers: Heard['headers']): boolean =>
  /^(text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '')

/** The body as text; empty when it came compressed, which was not asked for. */
function textOf({ headers, body }: Heard): string {
  const encoding = headers['content-encoding'] ?? 'identity'
  return encoding === 'identity' ? decodeText(body, headers['content-type'] ?? '') : ''
}
