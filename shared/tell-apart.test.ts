import { expect, test } from 'vitest'
import { type Named, tellApart } from './tell-apart.ts'

/** `title = cluster/namespace/service:port`; the title may be left out. */
function named(text: string): Named {
  const [, title, cluster = '', namespace = '', service = '', port = ''] =
    /^(?:(.*) = )?([^/]+)\/([^/]+)\/([^:]+):?(.*)$/.exec(text) ?? []
  return { name: title ?? service, service, namespace, cluster, port }
}

test.each<[string, Record<string, string>]>([
  ['one alone', { 'prod/shop/cart': '' }],
  ['other names', { 'prod/shop/cart': '', 'dev/shop/till': '' }],
  ['two namespaces', { 'prod/shop/cart': 'namespace', 'prod/stage/cart': 'namespace' }],
  ['two clusters', { 'prod/shop/cart': 'cluster', 'dev/shop/cart': 'cluster' }],
  [
    'three: only as much as is needed',
    { 'prod/shop/cart': 'namespace cluster', 'dev/shop/cart': 'namespace cluster', 'prod/old/cart': 'namespace' },
  ],
  ['both differ: the namespace will do', { 'prod/shop/cart': 'namespace', 'dev/stage/cart': 'namespace' }],
  ['two ports', { 'prod/shop/cart': 'port', 'prod/shop/cart:admin': 'port' }],
  ['two ports with titles of their own', { 'Cart = prod/shop/cart': '', 'Till = prod/shop/cart:admin': '' }],
  [
    'two Services whose pages have one title',
    { 'Home = prod/shop/cart': 'service', 'Home = prod/shop/till': 'service' },
  ],
  [
    'one Service in two clusters, whatever its pages are called',
    { 'Home = prod/m/grafana': 'cluster', 'Explore = dev/m/grafana': 'cluster' },
  ],
  ['the name in a third place', { 'prod/a/x': 'namespace', 'prod/b/x': 'namespace', 'prod/b/y': '' }],
])('%s', (_what, expected) => {
  expect(tellApart(Object.keys(expected).map(named)).map((parts) => parts.join(' '))).toEqual(Object.values(expected))
})
