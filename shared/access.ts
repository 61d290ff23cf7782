import { z } from 'zod'

/** The verbs of `services/proxy`: get is GET, HEAD and WebSockets; the others are the methods that change something. */
export const proxyVerbs = ['get', 'create', 'update', 'patch', 'delete'] as const
export type ProxyVerb = (typeof proxyVerbs)[number]

/** Null where the API server does not tell. */
const allowed = z.boolean().nullable()

/** What a cluster's user may do in a namespace, or in all of them together. */
export const accessSchema = z.object({
  /** Empty for all namespaces. */
  namespace: z.string(),
  /** List Services. */
  list: allowed,
  /** Reach Services through the API server. */
  proxy: z.object({ get: allowed, create: allowed, update: allowed, patch: allowed, delete: allowed }),
  /** Reach pods through tunnels: `create pods/portforward`. */
  forward: allowed,
})
export type Access = z.infer<typeof accessSchema>

/** What that means for a page: everything works, it can be looked at, or it cannot be opened. */
export type PageAccess = 'all' | 'look' | 'none' | 'unknown'

/** Through a tunnel everything passes; through the API server what the verbs allow. */
export function pageAccess({ proxy, forward }: Access): PageAccess {
  if (forward === true) return 'all'
  if (proxy.get === false) return forward === false ? 'none' : 'unknown'
  const told = proxyVerbs.map((verb) => proxy[verb])
  if (told.every((one) => one === true)) return 'all'
  return proxy.get === true && forward === false && told.includes(false) ? 'look' : 'unknown'
}

/** What a tunnel needs, as an administrator would grant it. */
export const forwardRight = 'create pods/portforward'

/** The rights that are missing for a page, as an administrator would grant them: `verbs resource`. */
export function missingRights({ proxy, forward }: Access): string[] {
  const verbs = proxyVerbs.filter((verb) => proxy[verb] === false)
  return [
    ...(verbs.length === 0 ? [] : [`${verbs.join(', ')} services/proxy`]),
    ...(forward === false ? [forwardRight] : []),
  ]
}
