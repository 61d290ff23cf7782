import type { OnHeadersReceivedListenerDetails, Session } from 'electron'
import type { Frame } from './own-frame.ts'

/** How the proxy is told that a page asks its own host for something. */
export interface FrameMark {
  readonly header: string
  readonly of: (host: string) => string
}

const known = new WeakSet<Session>()

/**
 * Lets the sandboxed pages of a session have what their own Service has: reports and artefacts are shown so (a policy's
 * `sandbox`, or an iframe's). Of such a page Chromium says who asks exactly what it says of a foreign one; its frame tells.
 */
export function knowSandboxes(session: Session, mark: FrameMark): void {
  if (known.has(session)) return
  known.add(session)
  let watching = false
  const pages = { urls: ['<all_urls>'], types: ['mainFrame' as const, 'subFrame' as const] }
  session.webRequest.onHeadersReceived(pages, (details, go) => {
    // Every request of every page would go by there, and few pages have any.
    if (!watching && mayBeSandboxed(details)) {
      watching = true
      markRequests(session, mark)
    }
    go({})
  })
}

function mayBeSandboxed({ resourceType, responseHeaders = {} }: OnHeadersReceivedListenerDetails): boolean {
  const policies = Object.entries(responseHeaders).filter(([name]) => /^content-security-policy$/i.test(name))
  return (
    resourceType === 'subFrame' || policies.some(([, values]) => values.some((value) => /\bsandbox\b/i.test(value)))
  )
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
 * page has a frame of its own show what that origin refuses to it, and sends the frame on from there.
 */
function isAllOf({ url, parent }: Frame, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin && (parent === null || isAllOf(parent, origin))
}
