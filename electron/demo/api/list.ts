import { decodeContinue, encodeContinue } from './continue-token.ts'
import type { KubeObject } from './objects.ts'
import { apiVersionOf, type Resource } from './resources.ts'
import { fieldSelector, labelSelector, type Selector } from './selector.ts'
import { badRequest, expired, StatusError } from './status.ts'
import { keyOf, type Store } from './store.ts'

export interface ObjectList {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
  readonly items: readonly KubeObject[]
}

/** What both a list and a watch select by: namespace of the path, `labelSelector` and `fieldSelector` of the query. */
export function selectionOf(namespace: string | undefined, query: URLSearchParams): Selector {
  const byLabel = labelSelector(query.get('labelSelector') ?? '')
  const byField = fieldSelector(query.get('fieldSelector') ?? '')
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) && byLabel(object) && byField(object)
}

/**
 * One page of a list: `limit`, `continue`, `resourceVersion` and the selectors as the real server takes them.
 * Throws 400 for a malformed token, 410 for one that is too old, 504 for a resourceVersion of the future.
 */
export function listPage(
  store: Store,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): ObjectList {
  const limit = countOf(query, 'limit')
  const { revision, after } = startOf(store, query, limit)
  const selected = selectionOf(namespace, query)
  const rest = listAt(store, resource, revision, after).filter(
    (object) => selected(object) && (after === undefined || keyOf(object.metadata) > after),
  )
  const items = limit > 0 ? rest.slice(0, limit) : rest
  const last = items.at(-1)
  const more = items.length < rest.length && last !== undefined
  const unselected = !query.get('labelSelector') && !query.get('fieldSelector')
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: {
      resourceVersion: String(revision),
      ...(more && { continue: encodeContinue({ revision, key: keyOf(last.metadata) }) }),
      // The real server counts what etcd holds, so it gives no count where a selector filters.
      ...(more && unselected && { remainingItemCount: rest.length - items.length }),
    },
    items,
  }
}

function startOf(store: Store, query: URLSearchParams, limit: number): { revision: number; after?: string } {
  const token = query.get('continue') ?? ''
  const asked = revisionOf(query)
  if (token !== '') {
    const { revision, key } = decodeContinue(token)
    if (asked > 0) throw badRequest('specifying resource version is not allowed when using continue')
    return { revision: revision < 0 ? store.revision : revision, after: key }
  }
  // A bare resourceVersion means "not older than"; with a limit it is exact (the legacy case of the real server).
  const exact = query.get('resourceVersionMatch') === 'Exact' || (limit > 0 && !query.get('resourceVersionMatch'))
  if (asked > store.revision) store.requireRevision(asked)
  return { revision: exact && asked > 0 ? asked : store.revision }
}

function listAt(store: Store, resource: Resource, revision: number, after: string | undefined): KubeObject[] {
  try {
    return store.list(resource, revision)
  } catch (error) {
    if (after === undefined || !(error instanceof StatusError) || error.status.reason !== 'Expired') throw error
    throw expired(continueExpired, encodeContinue({ revision: -1, key: after }))
  }
}

const continueExpired =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
  'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
  'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted ' +
  'between the time the first chunk was returned and now may show up in the list.'

/** The `resourceVersion` of a query, 0 when there is none. Throws 400 when it is not a number. */
export function revisionOf(query: URLSearchParams): number {
  const text = query.get('resourceVersion') ?? ''
  if (text === '') return 0
  if (!/^\d+$/.test(text)) {
    throw badRequest(`invalid resource version: strconv.ParseUint: parsing "${text}": invalid syntax`)
  }
  return Number(text)
}

/** A count in a query, 0 when absent. Throws 400 when it is not one. */
export function countOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? ''
  if (text === '') return 0
  if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`)
  return Number(text)
}
