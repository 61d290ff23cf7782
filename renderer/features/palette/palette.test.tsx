import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { defaultPreferences, type Preferences } from '../../../shared/preferences.ts'
import { useDesk } from '../../app/desk-store.ts'
import { useTabs } from '../../app/tabs-store.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, samplePort, sampleRow, sampleTab } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { useView } from '../services/view-store.ts'
import { useSettings } from '../settings/settings-store.ts'
import { openPalette } from './palette-store.ts'
import { Palette } from './palette.tsx'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['tabs.open'] = () => ok(1)
  bridge.answers['services.snapshot'] = ({ cluster }) =>
    ok(JSON.stringify({ cluster, sequence: 1, rows: [sampleRow('shop/gravity')] }))
  bridge.answers['service.copyTargets'] = () =>
    ok([{ kind: 'classic', label: '', value: 'http://127.0.0.1:8001/x', note: '' }] as never)
  arrive(
    sampleApp([
      sampleCluster('prod'),
      sampleCluster('staging'),
      sampleCluster('dev', { state: { phase: 'idle' }, services: null }),
    ]),
    ['monitoring/grafana', 'monitoring/grafana-agent', 'shop/cart'].map((key) => sampleRow(key)),
  )
  show(<Palette />)
})

const settings = (chosen: Partial<Preferences>) => ({
  preferences: { ...defaultPreferences, ...chosen },
  file: '',
  problem: null,
  loginProblem: null,
  told: [],
  remembered: {},
})
const open = async () => {
  await act(async () => {
    openPalette()
    await Promise.resolve()
  })
}
const field = () => screen.getByRole('combobox')
const type = (value: string) => fireEvent.change(field(), { target: { value } })
const names = () =>
  screen.queryAllByRole('option').map((option) => option.textContent.replace('1 of 1 endpoints ready', ''))
const press = (key: string, more: object = {}) => fireEvent.keyDown(field(), { key, ...more })

describe('the palette', () => {
  test('finds Services of all connected clusters, and asks no cluster that is not connected', async () => {
    await open()
    type('gra')
    expect(names()).toEqual(['grafanamonitoring · prod', 'gravityshop · staging', 'grafana-agentmonitoring · prod'])
    expect(bridge.inputs('services.snapshot')).toEqual([{ cluster: 'staging' }])
  })

  test('Enter opens the best match and closes', async () => {
    await open()
    type('grav')
    press('Enter')
    expect(bridge.inputs('tabs.open')).toEqual([{ cluster: 'staging', namespace: 'shop', name: 'gravity', port: '' }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('Enter forwards what has no page, and the hint says so before', async () => {
    const redis = sampleRow('shop/redis', { ports: [samplePort('redis', 6379)] })
    bridge.answers['services.snapshot'] = ({ cluster }) => ok(JSON.stringify({ cluster, sequence: 1, rows: [redis] }))
    bridge.answers['forward.start'] = () => ({ ok: false, ...failure('port-taken') })
    await open()
    type('redis')
    expect(screen.getByText('Forward')).not.toBeNull()
    press('Enter')
    expect(bridge.inputs('forward.start')).toEqual([
      { service: { cluster: 'staging', namespace: 'shop', name: 'redis', port: 'redis' }, localPort: 6379 },
    ])
    expect(bridge.inputs('tabs.open')).toEqual([])
  })

  test('the arrows go round, and the chosen line is told', async () => {
    await open()
    type('gra')
    press('ArrowUp')
    const chosen = screen.getByRole('option', { selected: true })
    expect(chosen.textContent).toContain('grafana-agent')
    expect(field().getAttribute('aria-activedescendant')).toBe(chosen.id)
    press('ArrowDown')
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('grafanamonitoring')
  })

  test('a cluster and a command are found as well', async () => {
    await open()
    type('dev')
    press('Enter')
    expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'dev' }])
    await open()
    type('disc')
    press('Enter')
    expect(bridge.inputs('cluster.disconnect')).toEqual([{ cluster: 'prod' }])
  })

  test.each([
    [false, 'Make prod read-only'],
    [true, 'End read-only of prod'],
  ])('the cluster on show is made read-only, or no more: %s', async (readOnly, title) => {
    arrive(sampleApp([sampleCluster('prod', { mode: { readOnly, wholeApi: true } })]), [])
    await open()
    type('read-only')
    expect(names()[0]).toBe(title)
    press('Enter')
    expect(bridge.inputs('cluster.setMode')).toEqual([
      { cluster: 'prod', mode: { readOnly: !readOnly, wholeApi: true } },
    ])
  })

  test('offers no end of read-only that the settings hold for all clusters', async () => {
    act(() => useSettings.setState({ state: settings({ readOnly: true }) }))
    await open()
    type('read-only')
    expect(names()).toEqual([])
    act(() => useSettings.setState({ state: null }))
  })

  test('Ctrl+C copies the URL of the chosen Service', async () => {
    await open()
    type('cart')
    press('c', { ctrlKey: true })
    await act(async () => {})
    expect(bridge.inputs('service.copyTargets')).toEqual([
      { cluster: 'prod', namespace: 'shop', name: 'cart', port: '' },
    ])
  })

  test('Escape gives a page that was on show the focus again', async () => {
    act(() => useTabs.setState({ tabs: [sampleTab(7)], active: 7 }))
    await open()
    press('Escape')
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 7 }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test.each([
    ['Ctrl+D pins', { key: 'd', ctrlKey: true }, 'desk.pin'],
    ['Ctrl+C copies', { key: 'c', ctrlKey: true }, 'service.copyTargets'],
  ] as const)('%s the chosen Service, and the page on show has the focus again', async (_what, keys, channel) => {
    act(() => useTabs.setState({ tabs: [sampleTab(7)], active: 7 }))
    await open()
    type('cart')
    press(keys.key, keys)
    await act(async () => {})
    expect(bridge.inputs(channel)).toHaveLength(1)
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 7 }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('the Service that is selected in the list is pinned by a command', async () => {
    act(() => useView.setState({ selected: 'shop/cart' }))
    await open()
    type('pin')
    press('Enter')
    expect(bridge.inputs('desk.pin')).toMatchObject([{ dashboard: { name: 'cart', namespace: 'shop' }, pinned: true }])
  })

  test('pins the page on show, or takes its pin away', async () => {
    const [tab, pin] = [sampleTab(7), { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port: '' }]
    act(() => useTabs.setState({ tabs: [tab], active: 7 }))
    await open()
    type('pin')
    expect(names()[0]).toBe('Pin grafana')
    press('Enter')
    expect(bridge.inputs('desk.pin')).toEqual([{ dashboard: pin, pinned: true }])
    act(() => useDesk.setState({ pins: [pin] }))
    await open()
    type('pin')
    expect(names()[0]).toBe('Unpin grafana')
  })

  test('says how many there are, and when there is nothing', async () => {
    await open()
    type('gra')
    expect(screen.getByRole('status').textContent).toBe('3 results')
    type('zzz')
    expect(screen.getByText('Nothing matches “zzz”')).toBeTruthy()
    expect(screen.getByText('One cluster is not connected: its Services are not searched.')).toBeTruthy()
    expect(screen.queryByText('Open')).toBeNull()
  })

  test('says when more match than it lists', async () => {
    arrive(
      sampleApp([sampleCluster('prod')]),
      Array.from({ length: 70 }, (_, at) => sampleRow(`shop/web-${at}`)),
    )
    await open()
    type('web')
    expect(names()).toHaveLength(60)
    expect(screen.getByRole('status').textContent).toBe('The best 60: type to narrow')
  })

  test('an open page is found by its title, on the line of its Service', async () => {
    const cart = sampleTab(7, { namespace: 'shop', service: 'cart', port: '', title: 'Harbour Goods' })
    act(() => useTabs.setState({ tabs: [cart], active: null }))
    await open()
    type('harb')
    expect(names()).toEqual(['cartHarbour Goods · shop · prod'])
    press('Enter')
    expect(bridge.inputs('tabs.open')).toMatchObject([{ namespace: 'shop', name: 'cart' }])
  })
})
