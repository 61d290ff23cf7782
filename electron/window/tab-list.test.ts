import { describe, expect, it } from 'vitest'
import type { TabsState } from '../../shared/contract.ts'
import { findTab, noTabs, withActive, withoutTab, withPatch, withTab } from './tab-list.ts'

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
