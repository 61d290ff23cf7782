import { describe, expect, test } from 'vitest'
import { samplePort, sampleRow } from '../../test/samples.ts'
import { search } from './search.ts'

const rows = [
  sampleRow('argocd/argocd-server', {
    type: 'LoadBalancer',
    ports: [samplePort('https', 443), samplePort('http', 80)],
  }),
  sampleRow('infra/rabbitmq', { title: 'RabbitMQ Management', ports: [samplePort('management', 15672)] }),
  sampleRow('infra/redis-commander', { type: 'NodePort', ports: [samplePort('http', 8081, { nodePort: 30081 })] }),
  sampleRow('kube-system/kube-dns', { title: 'CoreDNS', clusterService: true, labels: 'k8s-app=kube-dns' }),
  sampleRow('monitoring/grafana', { ports: [samplePort('http', 3000)] }),
  sampleRow('monitoring/grafana-agent'),
  sampleRow('monitoring/my-grafana'),
  sampleRow('monitoring/prometheus', { ports: [samplePort('web', 9090)] }),
  sampleRow('shop/monigrafx', { labels: 'team=Checkout tier=backend' }),
]
const found = (query: string) => search(rows, query).map(({ name }) => name)

describe('every term must match some field', () => {
  test.each([
    ['a part of a name', 'methe', ['prometheus']],
    ['upper case', 'GRAFANA-A', ['grafana-agent']],
    ['a title', 'management', ['rabbitmq']],
    ['a namespace', 'argocd', ['argocd-server']],
    ['a port’s number', '15672', ['rabbitmq']],
    ['a port’s name', 'web', ['prometheus']],
    ['a node port', '30081', ['redis-commander']],
    ['a type', 'loadbalancer', ['argocd-server']],
    ['a label', 'team=checkout', ['monigrafx']],
    ['two fields', 'monitoring 9090', ['prometheus']],
    ['one term that fails', 'grafana 9090', []],
    ['nothing across two fields', 'grafanamonitoring', []],
    ['nothing at all', 'zzzz', []],
  ])('%s: %s', (_, query, expected) => expect(found(query)).toEqual(expected))
})

test('an empty query keeps the list as it is', () => {
  expect(search(rows, '  ')).toBe(rows)
})

test('the best match comes first: equal, prefix, start of a word, inside', () => {
  expect(found('grafana').slice(0, 3)).toEqual(['grafana', 'grafana-agent', 'my-grafana'])
  expect(found('graf')).toEqual(['grafana', 'grafana-agent', 'my-grafana', 'monigrafx'])
})

test('a title ranks as a name does', () => {
  expect(found('coredns')[0]).toBe('kube-dns')
})

test('a name before any other field', () => {
  const both = [sampleRow('web/api', { labels: 'x=shopping' }), sampleRow('shop/cart'), sampleRow('tools/my-shop')]
  expect(search(both, 'shop').map(({ name }) => name)).toEqual(['my-shop', 'cart', 'api'])
})

describe('one typo in a name is forgiven, after everything that matches plainly', () => {
  test.each([
    ['a letter left out', 'promtheus', ['prometheus']],
    ['a letter too many', 'rabbitmmq', ['rabbitmq']],
    ['two letters swapped', 'rabibtmq', ['rabbitmq']],
    ['a wrong letter', 'prometeeus', ['prometheus']],
    ['beside a plain term', 'promtheus monitoring', ['prometheus']],
    ['two typos', 'prmtheuss', []],
    ['a term with an operator of the library', '-promtheus', ['prometheus']],
    ['a term with signs of a pattern', '(promtheus*', ['prometheus']],
    ['not one typo on each side of a hyphen', 'grafan-agnt', []],
  ])('%s: %s', (_, query, expected) => expect(found(query)).toEqual(expected))

  test('the plain match is first', () => {
    const near = [sampleRow('a/cartt'), sampleRow('b/chart'), sampleRow('c/cart')]
    expect(search(near, 'cart').map(({ name }) => name)[0]).toBe('cart')
  })
})

test('equal matches keep their order', () => {
  const many = Array.from({ length: 30 }, (_, index) => sampleRow(`ns/web-${String(index).padStart(2, '0')}`))
  expect(search(many, 'web')).toEqual(many)
})

test.each([
  ['typed on', ['m', 'mo', 'mon', 'moni']],
  ['taken back', ['grafana-agent', 'graf', 'g']],
  ['another word first', ['graf', 'my graf', 'my']],
  ['another search', ['grafana', 'redis', 'e']],
  ['a typo, then none', ['promtheus', 'promtheus 9', 'prom']],
])('what was searched before changes nothing: %s', (_, queries) => {
  const alone = queries.map((query) => search([...rows], query))
  expect(queries.map((query) => search(rows, query))).toEqual(alone)
})
