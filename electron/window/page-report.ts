import type { WebContents } from 'electron'
import { failureOfPhrase } from '../../shared/failure-phrase.ts'
import { calm } from './calm.ts'
import { fetchFavicon } from './favicon.ts'
import { takeFlood } from './page-flood.ts'
import { crashProblem, floodProblem, loadProblem } from './page-problem.ts'
import { pageTitle } from './page-title.ts'
import type { TabPatch } from './tab-list.ts'

/** What is said of a page and not of the next one. */
const asNew = { problem: null, stuck: false, found: null, askedPort: null, socketLost: false } satisfies TabPatch

/** Of an address that is told, in characters: a page may make one of two megabytes, twenty times in a second. */
const longestUrl = 8192

/**
 * Reports what happens to a page as changes of its tab.
 *
 * @param name what the tab is called while the page has no title
 * @param origin of the tab: the only place favicons are taken from
 */
export function reportPage(
  contents: WebContents,
  name: string,
  origin: string,
  report: (patch: TabPatch) => void,
): void {
  const history = () => ({
    canGoBack: contents.navigationHistory.canGoBack(),
    canGoForward: contents.navigationHistory.canGoForward(),
  })
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) report(asNew)
  })
  contents.on('did-start-loading', () => report({ loading: true }))
  contents.on('did-stop-loading', () => report({ loading: false, ...history() }))
  // What is longer leads nowhere that could be told: to the Service.
  const told = (url: string) => ({ url: url.length > longestUrl ? `${origin}/` : url })
  let failed = false
  contents.on('did-navigate', (_event, url, _code, phrase) => {
    const failure = failureOfPhrase(phrase) ?? null
    failed = failure !== null
    report({ ...told(url), failure, ...history() })
  })
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) report({ ...told(url), ...history() })
  })
  const { host } = new URL(origin)
  const tellTitle = calm((title: string) => report({ title }))
  // What Porthole says of a Service is no name for it: several tabs would have the same.
  const titled = () => tellTitle(failed ? name : pageTitle(contents.getTitle(), host, name))
  contents.on('page-title-updated', titled)
  // A page without a title reports none, and would keep that of the page before it.
  contents.on('dom-ready', titled)
  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    const problem = loadProblem(code, description)
    if (isMainFrame && problem !== undefined) report({ problem, ...told(url), loading: false, ...history() })
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    const problem = takeFlood(contents) ? floodProblem : crashProblem(reason)
    if (problem !== undefined) report({ problem, loading: false, stuck: false })
  })
  contents.on('unresponsive', () => report({ stuck: true }))
  contents.on('responsive', () => report({ stuck: false }))
  contents.on('found-in-page', (_event, { activeMatchOrdinal, matches }) =>
    report({ found: { current: activeMatchOrdinal, total: matches } }),
  )
  reportFavicon(contents, origin, (favicon) => report({ favicon }))
}

/** Reports the newest favicon; one that arrives late is dropped. */
function reportFavicon(contents: WebContents, origin: string, report: (favicon: string | null) => void): void {
  let newest = 0
  const look = calm((urls: readonly string[]) => {
    if (contents.isDestroyed()) return
    const mine = ++newest
    void fetchFavicon(contents.session, urls, origin).then((favicon) => {
      if (mine === newest && !contents.isDestroyed()) report(favicon)
    })
  })
  contents.on('page-favicon-updated', (_event, urls) => look(urls))
}
