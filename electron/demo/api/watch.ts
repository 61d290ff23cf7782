import type { IncomingMessage, ServerResponse } from 'node:http'
import { countOf, revisionOf, selectionOf } from './list.ts'
import type { KubeObject } from './objects.ts'
import { apiVersionOf, type Resource } from './resources.ts'
import type { Selector } from './selector.ts'
import { StatusError } from './status.ts'
import type { Change, Store } from './store.ts'

/** One line of a watch. */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: object }
  | { readonly type: 'ERROR'; readonly object: object }

const bookmarkEveryMs = 60_000
/** The real server sends a last bookmark this long before it ends a watch (cache_watcher.go). */
const bookmarkBeforeEndMs = 2_000
/** The real server ends a watch without a timeout after 30 to 60 minutes. */
const longestWatchMs = 30 * 60_000

/**
 * Streams the changes of a resource as JSON lines until `timeoutSeconds`, or until the client goes. Selector errors throw
 * before anything is written; a resourceVersion that is too old is an ERROR event in a stream with status 200, as in
 * the real server.
 */
export function watch(
  store: Store,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const selected = selectionOf(namespace, query)
  const from = revisionOf(query)
  const timeoutMs = countOf(query, 'timeoutSeconds') * 1000 || longestWatchMs
  const bookmarks = query.get('allowWatchBookmarks') === 'true' || query.get('allowWatchBookmarks') === '1'

  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' })
  response.flushHeaders()
  const send = (event: WatchEvent): void => void response.write(`${JSON.stringify(event)}\n`)
  let known = from || store.revision
  const bookmark = (): void => {
    if (store.revision <= known) return
    known = store.revision
    send(bookmarkAt(known, resource))
  }

  try {
    for (const event of eventsToCatchUp(store, resource, from, selected)) send(event)
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    send({ type: 'ERROR', object: error.status })
    response.end()
    return
  }
  if (query.get('sendInitialEvents') === 'true' && bookmarks) send(bookmarkAt(known, resource, initialEventsEnd))

  const stop = store.onChange((change) => {
    const event = change.resource === resource ? eventOf(change, selected) : undefined
    if (event) send(event)
  })
  const timers = [
    setTimeout(() => response.end(), timeoutMs),
    ...(bookmarks
      ? [setInterval(bookmark, bookmarkEveryMs), setTimeout(bookmark, Math.max(timeoutMs - bookmarkBeforeEndMs, 0))]
      : []),
  ]
  response.once('close', () => {
    stop()
    timers.forEach(clearTimeout)
  })
  request.socket.setTimeout(0)
}

/** Without a resourceVersion (or with 0) a watch starts with everything there is, as ADDED events. */
function eventsToCatchUp(store: Store, resource: Resource, from: number, selected: Selector): WatchEvent[] {
  if (from === 0) {
    const existing = store.list(resource).filter(selected)
    return existing.map((object) => ({ type: 'ADDED', object: typed(resource, object) }))
  }
  // A revision of the future is waited for: nothing is sent, then whatever comes.
  if (from > store.revision) return []
  return store.changesSince(resource, from).flatMap((change) => eventOf(change, selected) ?? [])
}

/** What a change is to a watcher with a selector: an object that leaves its selection is DELETED for it. */
export function eventOf({ resource, before, after, object }: Change, selected: Selector): WatchEvent | undefined {
  const was = before !== undefined && selected(before)
  const is = after !== undefined && selected(after)
  if (!was && !is) return undefined
  return { type: is ? (was ? 'MODIFIED' : 'ADDED') : 'DELETED', object: typed(resource, object) }
}

/** An object as a single answer or an event shows it: with its kind, which the items of a list go without. */
export function typed(resource: Resource, object: KubeObject): object {
  return { kind: resource.kind, apiVersion: apiVersionOf(resource), ...object }
}

const initialEventsEnd = { 'k8s.io/initial-events-end': 'true' }

function bookmarkAt(revision: number, resource: Resource, annotations?: object): WatchEvent {
  const metadata = { resourceVersion: String(revision), ...(annotations && { annotations }) }
  return { type: 'BOOKMARK', object: { kind: resource.kind, apiVersion: apiVersionOf(resource), metadata } }
}
