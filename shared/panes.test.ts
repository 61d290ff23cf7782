import { describe, expect, it } from 'vitest'
import type { Tab } from './tabs-state.ts'
import { isPaired, panesOf } from './panes.ts'

const tabs = [1, 2, 3].map((id) => ({ id }) as Tab)
const split = { left: 2, right: 3 }

describe('panesOf', () => {
  it.each([
    ['the Services', null, split, []],
    ['a tab', 1, null, ['whole 1']],
    ['a tab that is none of the pair', 1, split, ['whole 1']],
    ['the left one of the pair', 2, split, ['left 2', 'right 3']],
    ['the right one of the pair', 3, split, ['left 2', 'right 3']],
    ['a tab that is gone', 9, null, []],
  ])('%s', (_name, active, pair, expected) => {
    const panes = panesOf({ tabs, active, split: pair })
    expect(panes.map(({ pane, tab }) => `${pane} ${tab.id}`)).toEqual(expected)
  })
})

describe('isPaired', () => {
  it.each([
    [2, split, true],
    [3, split, true],
    [1, split, false],
    [1, null, false],
  ])('%s of %j: %s', (tab, pair, expected) => expect(isPaired({ split: pair }, tab)).toBe(expected))
})
