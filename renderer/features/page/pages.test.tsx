import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleTab } from '../../test/samples.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { useTabs } from '../../app/tabs-store.ts'
import { useAddressWanted } from './address-field.tsx'
import { useFind } from './find-store.ts'
import { Pages } from './pages.tsx'
import { shareAfter } from './separator.tsx'

let bridge: FakeBridge
const tabs = [sampleTab(1), sampleTab(2, { title: 'Prometheus' }), sampleTab(3, { title: 'Alerts' })]
const split = { left: 1, right: 2 }

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  useTabs.setState({ tabs, active: 1, split })
  for (const { id, title } of tabs) {
    const label = document.body.appendChild(document.createElement('span'))
    label.id = `tab-${id}`
    label.textContent = title
  }
  show(<Pages />)
  return () => {
    for (const { id } of tabs) document.getElementById(`tab-${id}`)?.remove()
  }
})

const panel = (name: string) => screen.getByRole('tabpanel', { name })
const panels = () => screen.getAllByRole('tabpanel').map(({ id }) => id)
const activate = (active: number | null) => act(() => useTabs.setState({ active }))

describe('the pages on show', () => {
  test('are both of the pair while one of it is active, else the active one', () => {
    expect(panels()).toEqual(['panel-1', 'panel-2'])
    activate(2)
    expect(panels()).toEqual(['panel-1', 'panel-2'])
    activate(3)
    expect(panels()).toEqual(['panel-3'])
    activate(null)
    expect(screen.queryByRole('tabpanel')).toBeNull()
  })

  test('each has a place of its own', async () => {
    await waitFor(() => expect(bridge.inputs('tabs.bounds').map(({ pane }) => pane)).toEqual(['left', 'right']))
  })

  test('what is around a page is used for its tab', () => {
    fireEvent.pointerDown(within(panel('Grafana')).getByRole('button', { name: 'Reload' }))
    expect(bridge.inputs('tabs.activate')).toEqual([])
    fireEvent.pointerDown(within(panel('Prometheus')).getByRole('button', { name: 'Reload' }))
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 2, focus: false }])
  })

  test('a focus that moves there activates, one that the window gets back does not', () => {
    const [reload] = within(panel('Prometheus')).getAllByRole('button', { name: 'Reload' })
    if (!reload) throw new Error('no button')
    fireEvent.focusIn(reload)
    expect(bridge.inputs('tabs.activate')).toEqual([])
    fireEvent.focusIn(reload, { relatedTarget: document.body })
    expect(bridge.inputs('tabs.activate')).toEqual([{ tab: 2, focus: false }])
  })

  test('the address that is wanted is the active one’s', () => {
    activate(2)
    act(() => useAddressWanted.setState({ wanted: true }))
    expect(document.activeElement).toBe(within(panel('Prometheus')).getByRole('textbox', { name: 'Address' }))
  })

  test('find stays with the page that it was opened for', () => {
    act(() => useFind.setState({ tab: 1, wanted: true }))
    activate(2)
    expect(within(panel('Grafana')).getByRole('search')).toBeTruthy()
    expect(within(panel('Prometheus')).queryByRole('search')).toBeNull()
  })
})

describe('the separator', () => {
  const separator = () => screen.getByRole('separator', { name: 'Divide the room' })
  const share = () => separator().getAttribute('aria-valuenow')

  test('goes by keys as far as it may', () => {
    expect(separator().getAttribute('aria-controls')).toBe('panel-1 panel-2')
    fireEvent.keyDown(separator(), { key: 'ArrowRight' })
    expect(share()).toBe('52')
    fireEvent.keyDown(separator(), { key: 'End' })
    fireEvent.keyDown(separator(), { key: 'ArrowRight' })
    expect(share()).toBe('70')
    fireEvent.keyDown(separator(), { key: 'Home' })
    expect(share()).toBe('30')
    fireEvent.doubleClick(separator())
    expect(share()).toBe('50')
  })

  test.each([
    ['ArrowLeft', false, 48],
    ['ArrowLeft', true, 52],
    ['ArrowRight', true, 48],
    ['ArrowUp', true, 48],
    ['ArrowDown', false, 52],
    ['Enter', false, 50],
    ['a', false, undefined],
  ])('%s, right to left %s: %s', (key, rtl, expected) => expect(shareAfter(key, 50, rtl)).toBe(expected))
})
