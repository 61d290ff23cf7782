import { timingSafeEqual } from 'node:crypto'
import type { Route } from './route.ts'
import { StatusError } from './status.ts'

/** What somebody wants to do, in the words of a SubjectAccessReview. */
export interface AccessAttributes {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly subresource: string
  /** Empty: in all of them, or cluster-wide. */
  readonly namespace: string
  /** Empty: all of them. */
  readonly name: string
}

/** Says whether the user of the demo cluster may do something. */
export type Authorize = (attributes: AccessAttributes) => boolean

/** The user that the bearer token belongs to. */
export const demoUser = { name: 'demo', groups: ['porthole:demo', 'system:authenticated'] } as const

/** Whether an Authorization header carries the token. */
export function hasToken(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(/^bearer +(.*)$/i.exec(authorization ?? '')?.[1] ?? '')
  const expected = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}

/** What a request asks for; undefined for what needs no right (version, discovery, reviews). */
export function attributesOf(route: Route, method: string, watching: boolean): AccessAttributes | undefined {
  const verb = verbs[method] ?? ''
  const core = { group: '', subresource: '' }
  switch (route.kind) {
    case 'collection': {
      const { resource, namespace = '' } = route
      const read = watching ? 'watch' : 'list'
      return {
        ...core,
        verb: verb === 'get' ? read : verb,
        group: resource.group,
        resource: resource.plural,
        namespace,
        name: '',
      }
    }
    case 'object': {
      const { resource, namespace = '', name } = route
      return { ...core, verb, group: resource.group, resource: resource.plural, namespace, name }
    }
    case 'service proxy':
      return {
        ...core,
        verb,
        resource: 'services',
        subresource: 'proxy',
        namespace: route.namespace,
        name: route.segment,
      }
    case 'port-forward':
      // Since Kubernetes 1.35 a WebSocket port-forward needs `create`, although it is a GET.
      return {
        ...core,
        verb: 'create',
        resource: 'pods',
        subresource: 'portforward',
        namespace: route.namespace,
        name: route.name,
      }
    case 'health':
    case 'version':
    case 'discovery':
    case 'access review':
      return undefined
  }
}

/** The 403 of the real server for what is not allowed. */
export function forbidden({ verb, group, resource, subresource, namespace, name }: AccessAttributes): StatusError {
  const qualified = group === '' ? resource : `${resource}.${group}`
  const full = subresource === '' ? resource : `${resource}/${subresource}`
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const what = name === '' ? qualified : `${qualified} "${name}"`
  return new StatusError(
    403,
    'Forbidden',
    `${what} is forbidden: User "${demoUser.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`,
    { ...(name !== '' && { name }), ...(group !== '' && { group }), kind: resource },
  )
}
