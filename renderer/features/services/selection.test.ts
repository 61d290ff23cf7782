import { expect, test } from 'vitest'
import { sampleRow } from '../../test/samples.ts'
import type { Line } from './list-lines.ts'
import { moveSelection, selectedIndex } from './selection.ts'

const lines: Line[] = [
  { section: 'cluster-services', count: 1 },
  sampleRow('a/a'),
  { section: 'services', count: 2 },
  sampleRow('b/b'),
  sampleRow('c/c'),
]

test.each([
  ['down from nowhere is the first', -1, 1, 'a/a'],
  ['up from nowhere is the last', -1, -1, 'c/c'],
  ['down passes a heading', 1, 1, 'b/b'],
  ['up passes a heading', 3, -1, 'a/a'],
  ['stays at the end', 4, 1, 'c/c'],
  ['stays at the beginning', 1, -1, 'a/a'],
  ['a page stops at the end', 1, 12, 'c/c'],
])('%s', (_, from, by, expected) => expect(moveSelection(lines, from, by)).toBe(expected))

test('an empty list has nothing to select', () => {
  expect(moveSelection([], -1, 1)).toBeNull()
})

test.each([
  ['what was chosen', 'b/b', false, 3],
  ['nothing', null, false, -1],
  ['the best match of a search', null, true, 1],
  ['the best match when the chosen one is not in it', 'gone/gone', true, 1],
  ['nothing when the chosen one is gone', 'gone/gone', false, -1],
])('selected is %s', (_, chosen, searching, expected) => {
  expect(selectedIndex(lines, chosen, searching)).toBe(expected)
})
