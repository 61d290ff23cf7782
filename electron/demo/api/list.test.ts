import { describe, expect, it } from 'vitest'
import { encodeContinue } from './continue-token.ts'
import { listPage } from './list.ts'
import { endpointSlices, services as realServices, type Resource } from './resources.ts'
import { StatusError, type Status } from './status.ts'
import { Store } from './store.ts'

// To the store an object is its metadata.
const services: Resource = realServices

function storeWith(...names: string[]): Store {
  const store = new Store()
  for (const name of names) {
    const [namespace = '', short = ''] = name.split('/')
    store.put(services, { metadata: { name: short, namespace, labels: { app: short } } })
  }
  return store
}

const page = (store: Store, query: string, namespace?: string) =>
  listPage(store, services, namespace, new URLSearchParams(query))

const namesOf = (list: { items: readonly { metadata: { name: string } }[] }): string =>
  list.items.map(({ metadata }) => metadata.name).join(' ')

function statusOf(attempt: () => unknown): Status {
  try {
    attempt()
  } catch (error) {
    if (error instanceof StatusError) return error.status
    throw error
  }
  throw new Error('did not throw')
}

describe('listPage', () => {
  it.each([
    ['', undefined, 'e a b c'],
    ['', 'shop', 'a b c'],
    ['labelSelector=app in (b,c)', undefined, 'b c'],
    ['fieldSelector=metadata.name%3Db', 'shop', 'b'],
    ['', 'empty', ''],
  ])('query %j in namespace %s', (query, namespace, names) => {
    expect(namesOf(page(storeWith('shop/a', 'shop/b', 'shop/c', 'apps/e'), query, namespace))).toBe(names)
  })

  it('names its kind and revision', () => {
    const store = storeWith('shop/a')
    expect(listPage(store, endpointSlices, undefined, new URLSearchParams())).toEqual({
      kind: 'EndpointSliceList',
      apiVersion: 'discovery.k8s.io/v1',
      metadata: { resourceVersion: '1001' },
      items: [],
    })
  })

  it('pages through one state of the list, whatever happens meanwhile', () => {
    const store = storeWith('shop/a', 'shop/b', 'shop/c', 'shop/d', 'shop/e')
    const first = page(store, 'limit=2')
    store.remove(services, 'shop', 'c')
    store.put(services, { metadata: { name: 'dd', namespace: 'shop' } })
    const second = page(store, `limit=2&continue=${first.metadata.continue ?? ''}`)
    const third = page(store, `limit=2&continue=${second.metadata.continue ?? ''}`)
    expect([first, second, third].map(namesOf)).toEqual(['a b', 'c d', 'e'])
    expect([first, second, third].map(({ metadata }) => metadata.remainingItemCount)).toEqual([3, 1, undefined])
    expect(new Set([first, second, third].map(({ metadata }) => metadata.resourceVersion)).size).toBe(1)
    expect(third.metadata.continue).toBeUndefined()
  })

  it('counts no remainder where a selector filters', () => {
    const { metadata } = page(storeWith('shop/a', 'shop/b'), 'limit=1&labelSelector=app')
    expect(metadata.continue).toBeDefined()
    expect(metadata.remainingItemCount).toBeUndefined()
  })

  it('answers an old token with 410 and one that goes on inconsistently', () => {
    const store = storeWith('shop/a', 'shop/b', 'shop/c')
    const token = page(store, 'limit=1').metadata.continue ?? ''
    store.compact()
    const status = statusOf(() => page(store, `limit=1&continue=${token}`))
    expect(status).toMatchObject({ code: 410, reason: 'Expired' })
    expect(namesOf(page(store, `continue=${status.metadata.continue ?? ''}`))).toBe('b c')
  })

  it.each([
    ['continue=$$$', 400, 'invalid continue token: continue key is not valid'],
    [`continue=${Buffer.from('{"v":"x"}').toString('base64url')}`, 400, 'does not recognize this encoded version'],
    [`continue=${Buffer.from('{"v":"meta.k8s.io/v1"}').toString('base64url')}`, 400, 'incorrect encoded start'],
    [
      `continue=${encodeContinue({ revision: 1001, key: 'a' })}&resourceVersion=7`,
      400,
      'not allowed when using continue',
    ],
    ['resourceVersion=x', 400, 'invalid resource version'],
    ['limit=x', 400, 'invalid syntax'],
    ['resourceVersion=99999', 504, 'Too large resource version: 99999, current: 1001'],
    ['resourceVersion=7&resourceVersionMatch=Exact', 410, 'too old resource version: 7'],
    ['resourceVersion=7&limit=1', 410, 'too old resource version: 7'],
  ])('%s → %d', (query, code, message) => {
    const status = statusOf(() => page(storeWith('shop/a'), query))
    expect(status.code).toBe(code)
    expect(status.message).toContain(message)
  })

  it('takes a bare resourceVersion as "not older than"', () => {
    const store = storeWith('shop/a', 'shop/b')
    expect(namesOf(page(store, 'resourceVersion=1001'))).toBe('a b')
    expect(namesOf(page(store, 'resourceVersion=1001&resourceVersionMatch=Exact'))).toBe('a')
  })
})
