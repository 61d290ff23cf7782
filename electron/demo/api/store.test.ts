import { describe, expect, it } from 'vitest'
import { services as realServices, type Resource } from './resources.ts'
import { Store, type Change } from './store.ts'

// To the store an object is its metadata.
const services: Resource = realServices

const named = (name: string, namespace = 'shop', labels: Record<string, string> = {}) => ({
  metadata: { name, namespace, labels },
})
const keys = (store: Store, revision?: number): string[] =>
  store.list(services, revision).map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)

describe('Store', () => {
  it('stamps what it takes, and keeps identity over changes', () => {
    const store = new Store(() => new Date('2026-08-01T10:00:00.123Z'))
    const first = store.put(services, named('cart'))
    const second = store.put(services, named('cart', 'shop', { tier: 'web' }))
    expect(first.metadata).toMatchObject({ resourceVersion: '1001', creationTimestamp: '2026-08-01T10:00:00Z' })
    expect(second.metadata).toEqual({
      ...first.metadata,
      resourceVersion: '1002',
      labels: { tier: 'web' },
    })
  })

  it('lists in the order of keys, as etcd does', () => {
    const store = new Store()
    for (const [name, namespace] of [
      ['b', 'shop'],
      ['a', 'shop'],
      ['z', 'shop-eu'],
      ['z', 'a'],
    ] as const) {
      store.put(services, named(name, namespace))
    }
    expect(keys(store)).toEqual(['a/z', 'shop-eu/z', 'shop/a', 'shop/b'])
  })

  it('says what a list was at an earlier revision', () => {
    const store = new Store()
    store.put(services, named('a'))
    const before = store.revision
    store.put(services, named('b'))
    store.remove(services, 'shop', 'a')
    store.put(services, named('a', 'shop', { again: '1' }))
    expect(keys(store, before)).toEqual(['shop/a'])
    expect(store.list(services, before)[0]?.metadata.labels).toEqual({})
    expect(keys(store, before + 1)).toEqual(['shop/a', 'shop/b'])
    expect(keys(store, before + 2)).toEqual(['shop/b'])
    expect(keys(store)).toEqual(['shop/a', 'shop/b'])
  })

  it('tells every change with what was before', () => {
    const store = new Store()
    const changes: Change[] = []
    const stop = store.onChange((change) => void changes.push(change))
    store.put(services, named('a'))
    store.put(services, named('a'))
    store.remove(services, 'shop', 'a')
    stop()
    store.put(services, named('b'))
    expect(changes.map(({ before, after }) => [before !== undefined, after !== undefined])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ])
    expect(changes[2]?.object.metadata.resourceVersion).toBe('1003')
  })

  it('has nothing to delete where nothing is', () => {
    const store = new Store()
    expect(store.remove(services, 'shop', 'a')).toBe(false)
    expect(store.revision).toBe(1000)
  })

  it('forgets by compaction and by age', () => {
    const store = new Store()
    store.put(services, named('a'))
    const { revision } = store
    store.compact()
    expect(() => store.list(services, revision)).toThrow('too old resource version: 1001 (1002)')
    expect(keys(store)).toEqual(['shop/a'])

    const start = store.revision
    for (let count = 0; count < 1001; count++) store.put(services, named('a'))
    expect(() => store.changesSince(services, start)).toThrow('too old resource version')
    expect(store.changesSince(services, start + 1)).toHaveLength(1000)
  })

  it('knows no future', () => {
    expect(() => new Store().list(services, 5000)).toThrow('Too large resource version: 5000, current: 1000')
  })
})
