import { expect, test } from 'vitest'
import { dashboardKey } from '../../shared/desk.ts'
import { sampleTab } from '../test/samples.ts'
import { withIconOf } from './icon-store.ts'

const icon = 'data:image/png;base64,AA=='
const tab = sampleTab(1, { favicon: icon })
const { cluster, namespace, service: name, port } = tab
const key = dashboardKey({ cluster, namespace, name, port })

test('a page’s icon is kept, and what is kept already changes nothing', () => {
  const kept = withIconOf({}, tab)
  expect(kept).toEqual({ [key]: icon })
  expect(withIconOf(kept, tab)).toBe(kept)
  expect(withIconOf(kept, { ...tab, favicon: null })).toBe(kept)
})

test.each([
  ['none', { favicon: null }],
  ['Porthole’s own page', { failure: 'no-endpoints' as const }],
  ['a window of the page', { opener: 7 }],
  ['a picture too large to keep', { favicon: `${icon}${'A'.repeat(40_000)}` }],
])('%s has no icon to keep', (_what, more) => {
  expect(withIconOf({}, { ...tab, ...more })).toEqual({})
})

test('the ones seen last stay', () => {
  const old = Object.fromEntries(Array.from({ length: 60 }, (_one, at) => [`old ${at}`, icon]))
  const kept = Object.keys(withIconOf(old, tab))
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([60, 'old 1', key])
})
