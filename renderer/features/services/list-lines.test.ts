import { expect, test } from 'vitest'
import { sampleRow } from '../../test/samples.ts'
import { lineId, listLines, noFilter, type Filter } from './list-lines.ts'
import { namespaceCounts } from './tally.ts'

const rows = [
  sampleRow('kube-system/kube-dns', { clusterService: true }),
  sampleRow('monitoring/grafana'),
  sampleRow('shop/billing', { ready: 0, total: 3 }),
  sampleRow('shop/cart', { ready: 2, total: 3 }),
  sampleRow('shop/empty', { ready: 0, total: 0 }),
]
const ids = (filter: Partial<Filter>, of = rows) => listLines(of, { ...noFilter, ...filter }).lines.map(lineId)

test.each<[string, Partial<Filter>, string[]]>([
  [
    'cluster services stand above the others',
    {},
    [
      'cluster-services',
      'kube-system/kube-dns',
      'services',
      'monitoring/grafana',
      'shop/billing',
      'shop/cart',
      'shop/empty',
    ],
  ],
  ['a namespace', { namespace: 'monitoring' }, ['services', 'monitoring/grafana']],
  ['a namespace of cluster services alone', { namespace: 'kube-system' }, ['cluster-services', 'kube-system/kube-dns']],
  [
    'unhealthy: some or all endpoints not ready, but not a Service without any',
    { unhealthy: true },
    ['services', 'shop/billing', 'shop/cart'],
  ],
  ['a search is one list', { query: 'kube' }, ['results', 'kube-system/kube-dns']],
  ['a search within a namespace', { query: 'a', namespace: 'monitoring' }, ['results', 'monitoring/grafana']],
  ['blanks are no search', { query: '  ', namespace: 'monitoring' }, ['services', 'monitoring/grafana']],
])('%s', (_, filter, expected) => expect(ids(filter)).toEqual(expected))

test('without a cluster service the section still stands, unless a filter explains it', () => {
  const plain = rows.slice(1, 2)
  expect(ids({}, plain)).toEqual(['cluster-services', 'services', 'monitoring/grafana'])
  expect(ids({ namespace: 'monitoring' }, plain)).toEqual(['services', 'monitoring/grafana'])
})

test('counts what is on show', () => {
  expect(listLines(rows, { ...noFilter, namespace: 'shop' }).shown).toBe(3)
  expect(listLines(rows, { ...noFilter, query: 'nothing like it' }).shown).toBe(0)
})

test.each<Partial<Filter>>([{ namespace: 'shop' }, { unhealthy: true }, { type: 'ClusterIP' }])(
  'each filter is its own, also of a list that was filtered otherwise: %o',
  (filter) => {
    const fresh = ids(filter, [...rows])
    for (const other of [{ namespace: 'monitoring' }, { type: 'NodePort' }, { namespace: 'shop', unhealthy: true }]) {
      expect(ids(other)).toEqual(ids(other, [...rows]))
      expect(ids(filter)).toEqual(fresh)
    }
    expect(ids({ ...filter, query: 'nothing like it' })).toEqual(['results'])
    expect(ids(filter)).toEqual(fresh)
  },
)

test('namespaces with their counts', () => {
  expect(namespaceCounts(rows)).toEqual([
    { namespace: 'kube-system', count: 1 },
    { namespace: 'monitoring', count: 1 },
    { namespace: 'shop', count: 3 },
  ])
})
