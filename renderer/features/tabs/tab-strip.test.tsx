import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useDesk } from '../../app/desk-store.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleRow, sampleTab } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { DeskLists } from '../desk/desk-lists.tsx'
import { paletteLines } from '../palette/palette-list.ts'
import { TabStrip } from './tab-strip.tsx'

const app = sampleApp([sampleCluster('prod', { warn: true }), sampleCluster('dev', { name: 'Development' })])
let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  arrive(app)
})

const names = (role: string) => screen.getAllByRole(role).map((element) => element.textContent)

test('one Service in two clusters has two names in the strip, and another keeps its own', () => {
  const tabs = [sampleTab(1), sampleTab(2, { cluster: 'dev' }), sampleTab(3, { service: 'cart', title: 'Cart' })]
  useTabs.setState({ tabs, active: 1 })
  show(<TabStrip />)
  expect(names('tab').slice(1)).toEqual(['GGrafanaprod', 'GGrafanaDevelopment', 'CCart'])
})

test('a tab that is not on show says that its page waits', () => {
  const question = { kind: 'message', id: 1, message: 'Done', choice: false } as const
  useTabs.setState({ tabs: [sampleTab(1, { question }), sampleTab(2, { service: 'cart', title: 'Cart' })], active: 2 })
  show(<TabStrip />)
  expect(screen.getAllByRole('tab', { name: /waits for you/ })).toHaveLength(1)
  act(() => useTabs.setState({ active: 1 }))
  expect(screen.queryByRole('tab', { name: /waits for you/ })).toBeNull()
})

test('the menu of a tab pins its page, and says so once it is pinned', () => {
  useTabs.setState({ tabs: [sampleTab(1)], active: 1 })
  show(<TabStrip />)
  fireEvent.contextMenu(screen.getByRole('tab', { name: /Grafana/ }))
  fireEvent.click(screen.getByRole('menuitem', { name: 'Pin' }))
  const pin = { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port: '' }
  expect(bridge.inputs('desk.pin')).toEqual([{ dashboard: pin, pinned: true }])
  act(() => useDesk.setState({ pins: [pin] }))
  fireEvent.contextMenu(screen.getByRole('tab', { name: /Grafana/ }))
  expect(screen.getByRole('menuitem', { name: 'Unpin' })).toBeTruthy()
})

test('and in the sidebar, be one of them pinned and the other recent', () => {
  const of = (cluster: string, namespace: string) => ({ cluster, namespace, name: 'grafana', port: '' })
  useDesk.setState({ pins: [of('prod', 'monitoring')], recents: [of('dev', 'monitoring'), of('prod', 'old')] })
  show(<DeskLists />)
  const lines = names('button').filter(Boolean)
  expect(lines).toEqual(['Ggrafanamonitoring · prod1', 'Ggrafanamonitoring · Development', 'Ggrafanaold'])
})

test('the palette keeps the tab of one cluster beside the recent one of another', () => {
  const row = sampleRow('monitoring/grafana')
  const [prod, dev] = [sampleTab(1), sampleTab(2, { cluster: 'dev' })]
  const lines = paletteLines(
    {
      state: app,
      rows: new Map([
        ['prod', [row]],
        ['dev', []],
      ]),
      tabs: [prod, dev],
      active: null,
      recency: new Map([['prod monitoring/grafana', 0]]),
      commands: [],
    },
    '',
  )
  const found = lines.flatMap((line) => ('item' in line && line.item.kind !== 'cluster' ? [line.item.id] : []))
  expect(found).toEqual(['prod monitoring/grafana', 'tab 2'])
})
