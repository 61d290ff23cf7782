import { servedResources, type Resource } from './resources.ts'

/** What a path of the API means. */
export type Route =
  | { readonly kind: 'health' | 'version' | 'access review' }
  | { readonly kind: 'discovery'; readonly path: string }
  | { readonly kind: 'collection'; readonly resource: Resource; readonly namespace?: string }
  | { readonly kind: 'object'; readonly resource: Resource; readonly namespace?: string; readonly name: string }
  | { readonly kind: 'service proxy'; readonly namespace: string; readonly segment: string; readonly subpath: string }
  | { readonly kind: 'port-forward'; readonly namespace: string; readonly name: string }

const health = new Set(['/healthz', '/livez', '/readyz'])
const discovery = /^\/(api|api\/v1|apis|apis\/discovery\.k8s\.io(\/v1)?|apis\/authorization\.k8s\.io(\/v1)?)$/

/**
 * Reads a decoded path; undefined for one that the demo cluster does not serve. Slashes at its ends do not count, as in
 * the real server, except in a proxied path, whose handler looks at the path itself.
 */
export function routeOf(path: string): Route | undefined {
  const trimmed = `/${path.replace(/^\/+|\/+$/g, '')}`
  if (health.has(trimmed)) return { kind: 'health' }
  if (trimmed === '/version') return { kind: 'version' }
  if (discovery.test(trimmed)) return { kind: 'discovery', path: trimmed }
  if (trimmed === '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews') return { kind: 'access review' }
  return resourceRoute(trimmed)
}

function resourceRoute(path: string): Route | undefined {
  const [, core, group = '', rest = ''] = /^\/(?:(api)|apis\/([^/]+))\/v1\/(.*)$/.exec(path) ?? []
  if (core === undefined && group === '') return undefined
  const parts = rest.split('/')
  const inNamespace = parts[0] === 'namespaces' && parts.length > 2
  const namespace = inNamespace ? parts[1] : undefined
  const [plural, name, subresource, ...below] = inNamespace ? parts.slice(2) : parts

  const resource = servedResources.find((one) => one.group === group && one.plural === plural)
  if (!resource || (inNamespace && !resource.namespaced)) return undefined
  const scope = namespace === undefined ? {} : { namespace }
  if (name === undefined) return { kind: 'collection', resource, ...scope }
  if (resource.namespaced && namespace === undefined) return undefined
  if (subresource === undefined) return { kind: 'object', resource, ...scope, name }
  if (namespace === undefined) return undefined
  if (plural === 'services' && subresource === 'proxy') {
    return { kind: 'service proxy', namespace, segment: name, subpath: below.join('/') }
  }
  if (plural === 'pods' && subresource === 'portforward' && below.length === 0) {
    return { kind: 'port-forward', namespace, name }
  }
  return undefined
}
