import { describe, expect, test } from 'vitest'
import { defaultLayout, type ListLayout } from '../../../shared/desk.ts'
import { sampleRow } from '../../test/samples.ts'
import { lineId, listLines, noFilter } from './list-lines.ts'
import { sortRows } from './sort-rows.ts'

const rows = [
  sampleRow('a/web', { ready: 2, total: 2, type: 'NodePort' }),
  sampleRow('b/api', { ready: 0, total: 3 }),
  sampleRow('b/dns', { ready: null, total: null, type: 'ExternalName' }),
  sampleRow('c/cart', { ready: 1, total: 2 }),
]
const names = (layout: Partial<ListLayout>) => sortRows(rows, { ...defaultLayout, ...layout }).map(({ name }) => name)

describe('sorted', () => {
  test.each([
    [{}, ['web', 'api', 'dns', 'cart']],
    [{ descending: true }, ['cart', 'dns', 'api', 'web']],
    [{ sort: 'name' }, ['api', 'cart', 'dns', 'web']],
    [{ sort: 'health' }, ['api', 'cart', 'dns', 'web']],
    [{ sort: 'type' }, ['api', 'cart', 'dns', 'web']],
    [{ sort: 'ready' }, ['api', 'cart', 'web', 'dns']],
  ] as const)('%o', (layout, expected) => expect(names(layout)).toEqual(expected))

  test('by namespace and name, the list goes on as it is', () => expect(sortRows(rows, defaultLayout)).toBe(rows))
})

test('grouped, each namespace has a heading of its own', () => {
  const { lines } = listLines(rows, noFilter, { ...defaultLayout, sort: 'name', grouped: true })
  expect(lines.map(lineId).slice(1)).toEqual([
    'namespace a',
    'a/web',
    'namespace b',
    'b/api',
    'b/dns',
    'namespace c',
    'c/cart',
  ])
})

test('of one type', () => {
  const { lines, shown } = listLines(rows, { ...noFilter, type: 'NodePort' })
  expect(shown).toBe(1)
  expect(lines.map(lineId)).toEqual(['services', 'a/web'])
})
