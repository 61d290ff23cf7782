import { expect, test } from 'vitest'
import { namespaceOptions } from './namespace-options.tsx'

const namespaces = ['argocd', 'monitoring', 'shop', 'shop-canary'].map((namespace) => ({ namespace, count: 2 }))
const names = (usual: string, query: string) => namespaceOptions(namespaces, usual, query).map((one) => one.namespace)

test.each([
  ['all first, the context’s own next', 'shop', '', ['', 'shop', 'argocd', 'monitoring', 'shop-canary']],
  ['without a namespace of its own', '', '', ['', 'argocd', 'monitoring', 'shop', 'shop-canary']],
  ['its own has no Services', 'dev', '', ['', 'argocd', 'monitoring', 'shop', 'shop-canary']],
  ['typed', '', ' SHOP ', ['shop', 'shop-canary']],
  ['nothing like it', '', 'zz', []],
])('%s', (_, usual, query, expected) => expect(names(usual, query)).toEqual(expected))

test('all counts all', () => {
  expect(namespaceOptions(namespaces, '', '')[0]?.count).toBe(8)
})
