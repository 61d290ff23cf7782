import type { Page } from 'playwright/test'

/** What a page asked for, as `GET /path`, without origin and query, so that two ways to the same page compare. */
export interface Requests {
  readonly asked: ReadonlySet<string>
  /** What it asked for in vain: `500 GET /path`. */
  readonly broken: ReadonlySet<string>
}

/** Notes every request of a page, WebSockets included, from now on. */
export function requestsOf(page: Page): Requests {
  const asked = new Set<string>()
  const broken = new Set<string>()
  const pathOf = (url: string): string => new URL(url).pathname
  page.on('request', (request) => asked.add(`${request.method()} ${pathOf(request.url())}`))
  page.on('response', (response) => {
    if (response.status() < 400) return
    broken.add(`${response.status()} ${response.request().method()} ${pathOf(response.url())}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'failed'
    // What a page gives up itself, by going elsewhere, is nobody's failure.
    if (why !== 'net::ERR_ABORTED') broken.add(`${why} ${request.method()} ${pathOf(request.url())}`)
  })
  page.on('websocket', (socket) => {
    asked.add(`WebSocket ${pathOf(socket.url())}`)
    socket.on('socketerror', (why) => broken.add(`${why} WebSocket ${pathOf(socket.url())}`))
  })
  return { asked, broken }
}
