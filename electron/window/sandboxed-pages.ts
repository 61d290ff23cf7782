import type { OnBeforeSendHeadersListenerDetails, OnHeadersReceivedListenerDetails, Session } from 'electron'

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
function askedOfItself({ url, frame }: OnBeforeSendHeadersListenerDetails): string | undefined {
  if (!frame || frame.origin !== 'null' || !URL.canParse(frame.url)) return undefined
  const [to, page] = [new URL(url), new URL(frame.url)]
  return to.origin === page.origin && to.protocol === 'http:' ? to.host : undefined
}
