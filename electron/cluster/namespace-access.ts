import { type Access, proxyVerbs } from '../../shared/access.ts'
import type { AccessReviews } from './access-review.ts'

/**
 * What the user may do in a namespace; '' asks for all of them together. An administrator costs three questions, as every
 * verb is asked for at once first; the answers are kept.
 *
 * `create pods/portforward` is enough for a tunnel: where a WebSocket also needs `get` (before 1.35), SPDY does without.
 */
export async function namespaceAccess(reviews: AccessReviews, namespace: string): Promise<Access> {
  const may = async (verb: string, resource: string, subresource?: string): Promise<boolean | null> =>
    (await reviews.allowed({ namespace, verb, resource, ...(subresource !== undefined && { subresource }) })) ?? null
  const [list, everything, forward] = await Promise.all([
    may('list', 'services'),
    may('*', 'services', 'proxy'),
    may('create', 'pods', 'portforward'),
  ])
  const verbs = await Promise.all(
    proxyVerbs.map((verb) => (everything === true ? Promise.resolve(true) : may(verb, 'services', 'proxy'))),
  )
  const [get = null, create = null, update = null, patch = null, remove = null] = verbs
  return { namespace, list, proxy: { get, create, update, patch, delete: remove }, forward }
}
