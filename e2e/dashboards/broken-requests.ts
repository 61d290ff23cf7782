import type { Page } from 'playwright/test'

/** Notes what a page asks for in vain, from now on: `500 GET /path`, without origin and query, so that two ways compare. */
export function brokenRequests(page: Page): Set<string> {
  const broken = new Set<string>()
  const pathOf = (url: string): string => new URL(url).pathname
  page.on('response', (response) => {
    if (response.status() < 400) return
    broken.add(`${response.status()} ${response.request().method()} ${pathOf(response.url())}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'failed'
    // What a page gives up itself, by going elsewhere, is nobody's failure.
    if (why !== 'net::ERR_ABORTED') broken.add(`${why} ${request.method()} ${pathOf(request.url())}`)
  })
  return broken
}
