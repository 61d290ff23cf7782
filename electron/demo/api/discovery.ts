import { apiVersionOf, servedResources, type Resource } from './resources.ts'

/** `GET /version`. */
export const version = {
  major: '1',
  minor: '37',
  emulationMajor: '1',
  emulationMinor: '37',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '36',
  gitVersion: 'v1.37.2+porthole-demo',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-08-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'porthole/demo',
}

const reviews = {
  name: 'selfsubjectaccessreviews',
  singularName: 'selfsubjectaccessreview',
  namespaced: false,
  kind: 'SelfSubjectAccessReview',
  verbs: ['create'],
}

/** A discovery document: `/api`, `/api/v1`, `/apis`, `/apis/GROUP`, `/apis/GROUP/v1`; undefined for another path. */
export function discoveryDocument(path: string, server: string): object | undefined {
  const address = [{ clientCIDR: '0.0.0.0/0', serverAddress: server }]
  switch (path) {
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: address }
    case '/api/v1':
      return resourceList('v1', servedResources.filter(({ group }) => group === '').flatMap(describe))
    case '/apis':
      return {
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: [group('authorization.k8s.io'), group('discovery.k8s.io')],
      }
    case '/apis/authorization.k8s.io/v1':
      return resourceList('authorization.k8s.io/v1', [reviews])
    case '/apis/discovery.k8s.io/v1':
      return resourceList('discovery.k8s.io/v1', servedResources.filter((one) => one.group !== '').flatMap(describe))
    case '/apis/authorization.k8s.io':
    case '/apis/discovery.k8s.io':
      return { kind: 'APIGroup', apiVersion: 'v1', ...group(path.slice('/apis/'.length)) }
    default:
      return undefined
  }
}

function group(name: string): object {
  const preferredVersion = { groupVersion: `${name}/v1`, version: 'v1' }
  return { name, versions: [preferredVersion], preferredVersion }
}

function resourceList(groupVersion: string, resources: object[]): object {
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources }
}

function describe(resource: Resource): object[] {
  const { plural, singular, kind, namespaced, shortNames } = resource
  const base = { singularName: '', namespaced: true }
  const sub = {
    services: {
      ...base,
      name: 'services/proxy',
      kind: 'ServiceProxyOptions',
      verbs: ['create', 'delete', 'get', 'patch', 'update'],
    },
    pods: { ...base, name: 'pods/portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  }
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs: ['get', 'list', 'watch'],
    ...(shortNames.length > 0 && { shortNames }),
  }
  const isProxied = (name: string): name is keyof typeof sub => name in sub && apiVersionOf(resource) === 'v1'
  return isProxied(plural) ? [own, sub[plural]] : [own]
}
