import { describe, expect, it } from 'vitest'
import type { TabsState } from '../../shared/tabs-state.ts'
import {
  findTab,
  noTabs,
  withActive,
  withKeptTab,
  withoutSplit,
  withoutTab,
  withPatch,
  withSplit,
  withTab,
  withTabAt,
  withWindow,
} from './tab-list.ts'

const ref = (name: string, port = '') => ({ cluster: 'demo', namespace: 'default', name, port })

/** Tabs 1 to n, the given one on show. */
function tabs(count: number, active: number | null): TabsState {
  let state = noTabs
  for (let id = 1; id <= count; id++) state = withTab(state, id, ref(`s${id}`), `http://s${id}/`)
  return withActive(state, active)
}
const shape = ({ tabs, active }: TabsState) => [tabs.map((tab) => tab.id), active]

describe('tabs', () => {
  it('open at the end, on show, with the name of the Service', () => {
    const state = withTab(tabs(1, 1), 2, ref('web', 'http'), 'http://web/')
    expect(shape(state)).toEqual([[1, 2], 2])
    expect(state.tabs[1]).toMatchObject({
      title: 'web',
      port: 'http',
      url: 'http://web/',
      loading: true,
      problem: null,
    })
  })

  it.each([
    ['the same', ref('s2'), 2],
    ['another port', ref('s2', 'metrics'), undefined],
    ['another namespace', { ...ref('s2'), namespace: 'other' }, undefined],
    ['another cluster', { ...ref('s2'), cluster: 'prod' }, undefined],
  ])('are found by Service: %s', (_name, wanted, id) => {
    expect(findTab(tabs(3, 1), wanted)?.id).toBe(id)
  })

  it.each([
    ['a tab', 1, 1],
    ['the Services', null, null],
    ['a tab that is gone', 9, 2],
  ])('activate: %s', (_name, wanted, active) => {
    expect(withActive(tabs(3, 2), wanted).active).toBe(active)
  })

  it.each([
    ['the one on show: its right neighbour', 3, 2, 2, [[1, 3], 3]],
    ['the last one on show: its left neighbour', 3, 3, 3, [[1, 2], 2]],
    ['the only one: the Services', 1, 1, 1, [[], null]],
    ['another one', 3, 1, 2, [[1, 3], 1]],
    ['one while the Services are on show', 3, null, 2, [[1, 3], null]],
    ['one that is gone', 3, 2, 9, [[1, 2, 3], 2]],
  ])('close: %s', (_name, count, active, closed, expected) => {
    expect(shape(withoutTab(tabs(count, active), closed))).toEqual(expected)
  })

  it('take what a page reports, and stay the same object when nothing is new', () => {
    const state = tabs(2, 1)
    const changed = withPatch(state, 2, { title: 'Web', loading: false })
    expect(changed.tabs.map((tab) => [tab.title, tab.loading])).toEqual([
      ['s1', true],
      ['Web', false],
    ])
    expect(withPatch(changed, 2, { title: 'Web' })).toBe(changed)
    expect(withPatch(changed, 9, { title: 'gone' })).toBe(changed)
  })
})

describe('windows that a page opens', () => {
  const opener = tabs(3, 2)
  const page = opener.tabs[1]
  if (!page) throw new Error('There is no tab')
  const first = withWindow(opener, 8, page, 'about:blank')
  const both = withWindow(first, 9, page, 'http://s2/log')

  it('stand beside it in their order, and are not on show by themselves', () => {
    expect(shape(both)).toEqual([[1, 2, 8, 9, 3], 2])
    expect(both.tabs[2]).toMatchObject({ service: 's2', url: 'about:blank', origin: 'http://s2', opener: 2 })
  })

  it('are not the tab of their Service', () => {
    expect(findTab(withoutTab(both, 2), ref('s2'))).toBeUndefined()
  })

  it('lead back to it when they close', () => {
    expect(withoutTab(withActive(both, 9), 9).active).toBe(2)
    expect(withoutTab(withActive(withoutTab(both, 2), 9), 9).active).toBe(3)
  })
})

/** Tabs 1 to 4, of which 2 and 3 are the pair. */
const pair = (active: number | null = 2) => withSplit(tabs(4, active), 2, 3)
const split = ({ tabs, split: sides }: TabsState) => [tabs.map((tab) => tab.id), sides && [sides.left, sides.right]]

describe('the pair', () => {
  it.each([
    [
      'neighbours stay where they are',
      2,
      3,
      [
        [1, 2, 3, 4],
        [2, 3],
      ],
    ],
    [
      'the right one comes to the left one',
      1,
      4,
      [
        [1, 4, 2, 3],
        [1, 4],
      ],
    ],
    [
      'from before it too',
      3,
      1,
      [
        [2, 3, 1, 4],
        [3, 1],
      ],
    ],
    ['one that is gone: none', 2, 9, [[1, 2, 3, 4], null]],
    ['one twice: none', 2, 2, [[1, 2, 3, 4], null]],
  ])('begins: %s', (_name, left, right, expected) => {
    expect(split(withSplit(tabs(4, 2), left, right))).toEqual(expected)
  })

  it('has no say in which tab is active, and another pair takes its place', () => {
    expect(pair(4).active).toBe(4)
    expect(split(withSplit(pair(), 1, 2))).toEqual([
      [1, 2, 3, 4],
      [1, 2],
    ])
  })

  it.each([
    [
      'the left one, to the front: both go',
      2,
      0,
      [
        [2, 3, 1, 4],
        [2, 3],
      ],
    ],
    [
      'the right one, to the front: both go',
      3,
      0,
      [
        [2, 3, 1, 4],
        [2, 3],
      ],
    ],
    [
      'the left one, to the end: both go',
      2,
      3,
      [
        [1, 4, 2, 3],
        [2, 3],
      ],
    ],
    [
      'the right one, to the end: both go',
      3,
      3,
      [
        [1, 4, 2, 3],
        [2, 3],
      ],
    ],
    [
      'the left one over the right one: the sides are swapped',
      2,
      2,
      [
        [1, 3, 2, 4],
        [3, 2],
      ],
    ],
    [
      'the right one over the left one: the sides are swapped',
      3,
      1,
      [
        [1, 3, 2, 4],
        [3, 2],
      ],
    ],
    [
      'another between them, from before: it passes both',
      1,
      1,
      [
        [2, 3, 1, 4],
        [2, 3],
      ],
    ],
    [
      'another between them, from behind: it passes both',
      4,
      2,
      [
        [1, 4, 2, 3],
        [2, 3],
      ],
    ],
    [
      'another past both',
      1,
      3,
      [
        [2, 3, 4, 1],
        [2, 3],
      ],
    ],
  ])('moves together: %s', (_name, moved, place, expected) => {
    expect(split(withTabAt(pair(), moved, place))).toEqual(expected)
  })

  it.each([
    ['the active one: the other one follows, not the neighbour', 3, 3, [[1, 2, 4], 2]],
    ['the left one while it is active', 2, 2, [[1, 3, 4], 3]],
    ['one while another tab is on show', 1, 2, [[1, 3, 4], 1]],
  ])('ends with one of its tabs: %s', (_name, active, closed, expected) => {
    const state = withoutTab(pair(active), closed)
    expect(shape(state)).toEqual(expected)
    expect(state.split).toBeNull()
  })

  it('outlives another tab, and ends when it is ended', () => {
    expect(withoutTab(pair(), 4).split).toEqual({ left: 2, right: 3 })
    expect(split(withoutSplit(pair()))).toEqual([[1, 2, 3, 4], null])
    const none = tabs(2, 1)
    expect(withoutSplit(none)).toBe(none)
  })

  it('is kept by a new tab and by one of last time', () => {
    const sides = { left: 2, right: 3 }
    expect(withTab(pair(), 5, ref('s5'), 'http://s5/').split).toEqual(sides)
    expect(withKeptTab(pair(), 5, ref('s5'), 'http://s5/').split).toEqual(sides)
  })
})
