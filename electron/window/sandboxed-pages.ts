import type { OnHeadersReceivedListenerDetails, Session, WebContents } from 'electron'
import type { Frame } from './own-frame.ts'

/** How the proxy is told that a page asks its own host for something. */
export interface FrameMark {
  readonly header: string
  readonly of: (host: string) => string
}

const known = new WeakSet<Session>()
const watched = new WeakSet<Session>()

/**
 * Lets the sandboxed pages of a tab have what their own Service has: reports and artefacts are shown so (a policy's
 * `sandbox`, or an iframe's). Of such a page Chromium says who asks exactly what it says of a foreign one; its frame tells.
 */
export function knowSandboxes(contents: WebContents, mark: FrameMark): void {
  const { session } = contents
  // Every request of every page would go by there, and few pages have any.
  const watch = (): void => {
    if (watched.has(session)) return
    watched.add(session)
    markRequests(session, mark)
  }
  // Not by what is loaded into it: nothing is for an `srcdoc`.
  contents.on('frame-created', (_event, { frame }) => {
    if (frame?.parent !== null) watch()
  })
  if (known.has(session)) return
  known.add(session)
  session.webRequest.onHeadersReceived({ urls: ['<all_urls>'], types: ['mainFrame'] }, (details, go) => {
    if (hasSandbox(details)) watch()
    go({})
  })
}

function hasSandbox({ responseHeaders = {} }: OnHeadersReceivedListenerDetails): boolean {
  const policies = Object.entries(responseHeaders).filter(([name]) => /^content-security-policy$/i.test(name))
  return policies.some(([, values]) => values.some((value) => /\bsandbox\b/i.test(value)))
}

function markRequests(session: Session, { header, of }: FrameMark): void {
  session.webRequest.onBeforeSendHeaders({ urls: ['<all_urls>'] }, (details, go) => {
    const host = askedOfItself(details)
    go(host === undefined ? {} : { requestHeaders: { ...details.requestHeaders, [header]: of(host) } })
  })
}

/** The host of a sandboxed page that asks for something of that host; undefined for any other request. */
export function askedOfItself({ url, frame }: { url: string; frame?: Frame | null }): string | undefined {
  if (frame?.origin !== 'null' || !URL.canParse(url)) return undefined
  const to = new URL(url)
  return to.protocol === 'http:' && isAllOf(frame, to.origin) ? to.host : undefined
}

/**
 * Whether a frame and each that it stands in show pages of an origin. Its own address alone does not tell who asks: a foreign
 * page has a frame of its own show what that origin refuses to it, and sends the frame on from there. What an `srcdoc` holds
 * the page around it has written.
 */
function isAllOf({ url, parent }: Frame, origin: string): boolean {
  if (url === 'about:srcdoc') return parent !== null && isAllOf(parent, origin)
  return URL.canParse(url) && new URL(url).origin === origin && (parent === null || isAllOf(parent, origin))
}
