import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../shared/contract.ts'
import { failure } from '../../shared/failure.ts'
import type { TabsState } from '../../shared/tabs-state.ts'
import { type FakeBridge, installBridge, ok } from '../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleRow, sampleTab } from '../test/samples.ts'
import { arrive, resetScreen } from '../test/screen.tsx'
import { useDesk } from './desk-store.ts'
import { Shell } from './shell.tsx'
import { followTabs, useTabs } from './tabs-store.ts'

let bridge: FakeBridge
const tabs: TabsState = {
  tabs: [sampleTab(1), sampleTab(2, { title: 'Prometheus', service: 'prometheus' })],
  active: null,
  split: null,
}

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  arrive(sampleApp([sampleCluster('prod'), sampleCluster('dev', { state: { phase: 'idle' }, services: null })]), [
    sampleRow('monitoring/grafana'),
  ])
  useTabs.setState(tabs)
  render(<Shell />)
})

const key = (name: string, more: object = {}) => fireEvent.keyDown(document.body, { key: name, ...more })
const activate = (active: number | null) => act(() => useTabs.setState({ active }))
const search = () => screen.getByRole('combobox', { name: /search/i })

describe('keys', () => {
  test('/ and the shortcut from a page both go to the search', () => {
    key('/')
    expect(document.activeElement).toBe(search())
    act(() => search().blur())
    act(() => bridge.emit('shortcut.pressed', 'search'))
    expect(document.activeElement).toBe(search())
  })

  test('from a page, search turns to the Services first and then takes the focus', () => {
    activate(1)
    act(() => bridge.emit('shortcut.pressed', 'search'))
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: null }])
    expect(document.activeElement).not.toBe(search())
    activate(null)
    expect(document.activeElement).toBe(search())
  })

  test('a digit opens the pinned dashboard of that place, on the Services only', () => {
    const pin = { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port: '' }
    act(() => useDesk.setState({ pins: [pin] }))
    key('1')
    key('2')
    activate(1)
    key('1')
    expect(bridge.inputs('tabs.open')).toEqual([pin])
  })

  test('Ctrl+Shift+T opens the closed tab again', () => {
    key('T', { ctrlKey: true, shiftKey: true })
    expect(bridge.inputs('tabs.reopen')).toHaveLength(1)
  })

  test('Alt and a digit show the cluster of that place, from a page too', () => {
    key('2', { code: 'Digit2', altKey: true })
    act(() => bridge.emit('shortcut.pressed', 'cluster-1'))
    key('9', { code: 'Digit9', altKey: true })
    expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'dev' }, { cluster: 'prod' }])
  })

  test('from a page a digit goes to the tab of that place', () => {
    activate(1)
    act(() => bridge.emit('shortcut.pressed', 'place-3'))
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 2 }])
  })

  test('F6 goes through the parts of the window, round and back, and finds what had the focus', () => {
    const list = screen.getByRole('grid')
    list.focus()
    const visited = (times: number, more: object = {}) =>
      Array.from({ length: times }, () => {
        key('F6', more)
        return document.activeElement?.closest('[data-pane]')?.tagName
      })
    expect(visited(4)).toEqual(['FOOTER', 'NAV', 'HEADER', 'SECTION'])
    expect(document.activeElement).toBe(list)
    search().focus()
    expect(visited(1, { shiftKey: true })).toEqual(['HEADER'])
    expect(document.activeElement?.id).toBe('tab-services')
    key('F6')
    expect(document.activeElement).toBe(search())
  })

  test('F6 leaves a page for what is said of it and comes back', () => {
    act(() => useTabs.setState({ tabs: [sampleTab(1, { failure: 'cluster-unknown' })], active: 1 }))
    act(() => bridge.emit('shortcut.pressed', 'previous-pane'))
    expect(document.activeElement?.closest('[role=status]')?.textContent).toContain(document.activeElement?.textContent)
    key('F6')
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 1 }])
    act(() => bridge.emit('shortcut.pressed', 'next-pane'))
    expect(document.activeElement?.closest('footer')).not.toBeNull()
  })

  test('Ctrl+Tab goes round, Ctrl+Shift+Tab back', () => {
    key('Tab', { ctrlKey: true })
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 1 }])
    key('Tab', { ctrlKey: true, shiftKey: true })
    expect(bridge.inputs('tabs.activate').at(-1)).toEqual({ tab: 2 })
    activate(2)
    key('Tab', { ctrlKey: true })
    expect(bridge.inputs('tabs.activate').at(-1)).toEqual({ tab: null })
  })

  test('Ctrl+2 is the first dashboard, Ctrl+9 the last, Ctrl+8 none', () => {
    key('2', { code: 'Digit2', ctrlKey: true })
    key('9', { code: 'Digit9', ctrlKey: true })
    key('8', { code: 'Digit8', ctrlKey: true })
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 1 }, { tab: 2 }])
  })

  test('Ctrl+W closes the tab on show, and on the Services does nothing', () => {
    key('w', { ctrlKey: true })
    expect(bridge.inputs('tabs.close')).toEqual([])
    activate(2)
    key('w', { ctrlKey: true })
    act(() => bridge.emit('shortcut.pressed', 'close-tab'))
    expect(bridge.inputs('tabs.close')).toEqual([{ tab: 2 }, { tab: 2 }])
  })

  test('the shortcut for the address focuses it', () => {
    activate(1)
    act(() => bridge.emit('shortcut.pressed', 'address'))
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Address' }))
  })

  test('? shows the keys, but not while typing', () => {
    fireEvent.keyDown(search(), { key: '?' })
    expect(screen.queryByRole('dialog')).toBeNull()
    key('?')
    expect(screen.getByRole('dialog')).toBeTruthy()
  })
})

describe('tabs', () => {
  test('a click shows one, its cross, a middle click and Delete close it', () => {
    fireEvent.click(screen.getByRole('tab', { name: 'Prometheus' }))
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 2 }])
    fireEvent.click(screen.getByTestId('close-1'))
    fireEvent(screen.getByRole('tab', { name: 'Prometheus' }), new MouseEvent('auxclick', { bubbles: true, button: 1 }))
    fireEvent.keyDown(screen.getByRole('tab', { name: 'Grafana' }), { key: 'Delete' })
    expect(bridge.inputs('tabs.close')).toEqual([{ tab: 1 }, { tab: 2 }, { tab: 1 }])
  })

  test('from one page to the other the window turns before main has said so, and back where main refuses', async () => {
    const isOn = (name: string) => screen.getByRole('tab', { name }).getAttribute('aria-selected')
    let refuse: (answer: Answer<undefined>) => void = () => undefined
    bridge.answers['tabs.activate'] = () => new Promise((resolve) => (refuse = resolve))
    fireEvent.click(screen.getByRole('tab', { name: 'Grafana' }))
    expect(isOn('Grafana')).toBe('false')
    activate(1)
    fireEvent.click(screen.getByRole('tab', { name: 'Prometheus' }))
    expect(isOn('Prometheus')).toBe('true')
    refuse({ ok: false, ...failure('input-invalid', 'This tab is closed.') })
    await waitFor(() => expect(isOn('Grafana')).toBe('true'))
  })

  test('a right click closes nothing', () => {
    fireEvent(screen.getByRole('tab', { name: 'Grafana' }), new MouseEvent('auxclick', { bubbles: true, button: 2 }))
    expect(bridge.inputs('tabs.close')).toEqual([])
  })

  test('mirror what main says', () => {
    bridge.answers['tabs.state'] = () => ok(tabs)
    const stop = followTabs()
    act(() => bridge.emit('tabs.changed', { tabs: [sampleTab(7, { title: 'Jaeger' })], active: 7, split: null }))
    expect(screen.getByRole('tab', { name: 'Jaeger' }).getAttribute('aria-selected')).toBe('true')
    expect(screen.queryByRole('tab', { name: 'Grafana' })).toBeNull()
    stop()
  })
})

describe('screens', () => {
  const wall = () => screen.queryByRole('tab', { name: 'Dashboards' })

  test('one has a tab after the Services, which closes as others do', async () => {
    expect(wall()).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Dashboards' }))
    expect(wall()?.getAttribute('aria-selected')).toBe('true')
    expect(await screen.findByRole('heading', { name: 'Dashboards' })).toBeTruthy()
    expect(screen.getAllByRole('tab')[1]).toBe(wall())
    key('w', { ctrlKey: true })
    expect(wall()).toBeNull()
    expect(screen.getByRole('tab', { name: 'Services' }).getAttribute('aria-selected')).toBe('true')
    expect(bridge.inputs('tabs.close')).toEqual([])
  })

  test('from a page, main is told to leave the page, and keys reach every place', () => {
    activate(2)
    act(() => bridge.emit('shortcut.pressed', 'dashboards'))
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: null }])
    activate(null)
    expect(wall()?.getAttribute('aria-selected')).toBe('true')
    key('3', { code: 'Digit3', ctrlKey: true })
    expect(bridge.inputs('tabs.activate').at(-1)).toEqual({ tab: 1 })
    key('1', { code: 'Digit1', ctrlKey: true })
    expect(wall()?.getAttribute('aria-selected')).toBe('false')
    key('Tab', { ctrlKey: true })
    expect(wall()?.getAttribute('aria-selected')).toBe('true')
  })

  test('whoever closes a dashboard that was opened from one is at the Services', () => {
    bridge.answers['tabs.state'] = () => ok(tabs)
    const stop = followTabs()
    act(() => bridge.emit('shortcut.pressed', 'dashboards'))
    act(() => bridge.emit('tabs.changed', { ...tabs, active: 1 }))
    act(() => bridge.emit('tabs.changed', { ...tabs, active: null }))
    expect(wall()?.getAttribute('aria-selected')).toBe('false')
    stop()
  })
})

describe('clusters', () => {
  test('a click shows one, and turns from a page to the Services', () => {
    activate(1)
    fireEvent.click(screen.getByRole('button', { name: /^dev/ }))
    expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'dev' }])
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: null }])
  })

  test('without a demo it is offered, with one it is not', () => {
    fireEvent.click(screen.getByRole('button', { name: 'Open demo cluster' }))
    expect(bridge.inputs('demo.open')).toHaveLength(1)
    act(() => arrive(sampleApp([sampleCluster('demo', { source: 'demo' })])))
    expect(screen.queryByRole('button', { name: 'Open demo cluster' })).toBeNull()
  })

  test('the status bar says how the listener and the cluster stand', () => {
    const status = screen.getByRole('contentinfo')
    expect(status.textContent).toContain('127.0.0.1:8001')
    expect(status.textContent).toMatch(/prod connected since/)
  })
})

describe('two side by side', () => {
  const split = () => key('\\', { ctrlKey: true })
  const menuOf = (name: string) => {
    fireEvent.contextMenu(screen.getByRole('tab', { name }))
    return screen.getByRole('menu')
  }

  test('the key shows the tab that was looked at before beside the active one, then ends it', () => {
    split()
    activate(1)
    act(() => useTabs.setState({ tabs: [...tabs.tabs, sampleTab(3)], used: [1, 3, 2] }))
    split()
    expect(bridge.inputs('tabs.split')).toEqual([{ left: 1, right: 3 }])
    act(() => useTabs.setState({ split: { left: 1, right: 3 } }))
    act(() => bridge.emit('shortcut.pressed', 'split'))
    expect(bridge.inputs('tabs.unsplit')).toHaveLength(1)
  })

  test('one alone says what it lacks', () => {
    act(() => useTabs.setState({ tabs: tabs.tabs.slice(0, 1), active: 1 }))
    split()
    expect(bridge.inputs('tabs.split')).toEqual([])
    expect(screen.getByText('Open a second one first.')).toBeTruthy()
  })

  test('a tab’s menu offers the others, the active one stays first', () => {
    activate(2)
    fireEvent.click(within(menuOf('Grafana')).getByRole('menuitem', { name: 'Prometheus' }))
    expect(bridge.inputs('tabs.split')).toEqual([{ left: 2, right: 1 }])
  })

  test('the menu of a paired tab ends the pair, swaps its sides, and closes', () => {
    act(() => useTabs.setState({ active: 1, split: { left: 1, right: 2 } }))
    expect(within(menuOf('Grafana')).queryByRole('menuitem', { name: 'Prometheus' })).toBeNull()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Swap sides' }))
    expect(bridge.inputs('tabs.split')).toEqual([{ left: 2, right: 1 }])
    fireEvent.click(within(menuOf('Grafana')).getByRole('menuitem', { name: /^End split view/ }))
    expect(bridge.inputs('tabs.unsplit')).toHaveLength(1)
    fireEvent.click(within(menuOf('Grafana')).getByRole('menuitem', { name: 'Close others' }))
    expect(bridge.inputs('tabs.close')).toEqual([{ tab: 2 }])
  })

  test('only tabs whose page can be seen point to it', () => {
    act(() =>
      useTabs.setState({
        tabs: [...tabs.tabs, sampleTab(3, { title: 'Alerts' })],
        active: 1,
        split: { left: 1, right: 2 },
      }),
    )
    const controls = screen.getAllByRole('tab').map((tab) => tab.getAttribute('aria-controls'))
    expect(controls).toEqual(['panel-services', 'panel-1', 'panel-2', null])
    expect(screen.getByRole('tab', { name: 'Prometheus' }).getAttribute('aria-description')).toBe(
      'Second of two side by side',
    )
  })

  test('the tabs that were looked at last are known', () => {
    bridge.answers['tabs.state'] = () => ok(tabs)
    const stop = followTabs()
    for (const active of [1, 2, null, 1]) act(() => bridge.emit('tabs.changed', { ...tabs, active }))
    expect(useTabs.getState().used).toEqual([1, 2])
    act(() => bridge.emit('tabs.changed', { ...tabs, tabs: tabs.tabs.slice(0, 1), active: 1 }))
    expect(useTabs.getState().used).toEqual([1])
    stop()
  })
})
