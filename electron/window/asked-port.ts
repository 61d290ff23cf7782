import type { Session, WebContents } from 'electron'

/** Names by which a page means this computer, besides that of its own origin. */
const here = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Of a WebSocket Chromium does not tell why. */
const reasons = { http: 'net::ERR_CONNECTION_REFUSED', ws: 'net::ERR_FAILED' } as const

/**
 * The port of this computer that a page asks for in vain, as an application does that is used to be reached on its own: its
 * origin has another one.
 *
 * @param error Chromium's name for why the request failed
 * @param own the page's origin
 */
export function askedPort(url: string, error: string, own: string): number | undefined {
  if (!URL.canParse(url)) return undefined
  const to = new URL(url)
  if (error !== (to.protocol.startsWith('ws') ? reasons.ws : reasons.http)) return undefined
  const page = new URL(own)
  if (!(here.has(to.hostname) || to.hostname === page.hostname)) return undefined
  const port = Number(to.port || (/^(https|wss):$/.test(to.protocol) ? 443 : 80))
  return port === Number(page.port) ? undefined : port
}

const heard = new WeakMap<WebContents, (url: string, error: string) => void>()

/** Hears which requests of its pages fail. */
export function watchRequests(session: Session): void {
  session.webRequest.onErrorOccurred(({ url, error, webContents }) => {
    if (webContents) heard.get(webContents)?.(url, error)
  })
}

/** Tells which port of this computer a page asks for in vain. */
export function hearAskedPort(contents: WebContents, own: string, asked: (port: number) => void): void {
  heard.set(contents, (url, error) => {
    const port = askedPort(url, error, own)
    if (port !== undefined) asked(port)
  })
}
