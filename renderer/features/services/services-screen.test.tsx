import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ClusterState } from '../../../shared/cluster-state.ts'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleRow, sampleRows } from '../../test/samples.ts'
import { arrive, keysOnShow, resetScreen, show } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { gridId } from './grid-focus.ts'
import { ServicesScreen } from './services-screen.tsx'
import { useServices } from './services-store.ts'
import { select } from './view-store.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
})

const prod = (state: ClusterState) => sampleApp([sampleCluster('prod', { state })])
const connected = prod({ phase: 'connected', since: 0 })
const search = () => screen.getByRole('combobox', { name: /search/i })
const type = (query: string) => fireEvent.change(search(), { target: { value: query } })
const selected = () => document.querySelector('[role=row][aria-selected=true]')?.getAttribute('data-key')
const line = (key: string) => document.getElementById(`service-${key}`) as HTMLElement
const press = (key: string, more: object = {}) => fireEvent.keyDown(search(), { key, ...more })

describe('the list', () => {
  beforeEach(() => {
    arrive(connected, sampleRows)
    show(<ServicesScreen visible />)
  })

  test('shows cluster services by the name that cluster-info prints, above the others', () => {
    expect(keysOnShow()).toEqual(sampleRows.map(({ key }) => key))
    expect(line('kube-system/kube-dns').textContent).toContain('CoreDNS')
    expect(screen.getByText('Cluster services').textContent).toContain('1')
  })

  test('says a Service’s health in words', () => {
    expect(screen.getByRole('img', { name: '0 of 3 endpoints ready' })).toBeTruthy()
    expect(screen.getByRole('img', { name: '2 of 2 endpoints ready' })).toBeTruthy()
  })

  test('a click on a line opens its preferred port', () => {
    fireEvent.click(line('monitoring/alertmanager'))
    expect(bridge.inputs('tabs.open')).toEqual([
      { cluster: 'prod', namespace: 'monitoring', name: 'alertmanager', port: '' },
    ])
  })

  test('the buttons under a pointer do not go on to the Service that takes over the elements', () => {
    const open = () =>
      screen.queryAllByRole('button', { name: /^Open (?!demo)/ }).map((one) => one.getAttribute('aria-label'))
    const element = line('monitoring/grafana')
    fireEvent.pointerEnter(element)
    expect(open()).toEqual(['Open grafana'])
    const others = sampleRows.map((row) => ({ ...row, key: `${row.key}-b`, name: `${row.name}-b` }))
    act(() => arrive(connected, others))
    expect(line('monitoring/grafana-b')).toBe(element)
    expect(open()).toEqual([])
  })

  test('nor does the focus: it goes to the list', () => {
    fireEvent.pointerEnter(line('monitoring/grafana'))
    const button = screen.getByRole('button', { name: 'Open grafana' })
    act(() => button.focus())
    select('monitoring/grafana-b')
    const others = sampleRows.map((row) => ({ ...row, key: `${row.key}-b`, name: `${row.name}-b` }))
    act(() => arrive(connected, others))
    expect(button.getAttribute('aria-label')).toBe('Open grafana-b')
    expect(document.activeElement).toBe(screen.getByRole('grid'))
  })

  test('while one types, a pointer that rests points at nothing until it moves', () => {
    search().focus()
    const at = { clientX: 300, clientY: 200 }
    const stars = () => screen.queryAllByRole('button', { name: 'Pin alertmanager' })
    fireEvent.pointerMove(line('monitoring/grafana'), at)
    fireEvent.pointerEnter(line('monitoring/alertmanager'), at)
    expect(stars()).toEqual([])
    fireEvent.pointerMove(line('monitoring/alertmanager'), { ...at, clientY: 201 })
    expect(stars()).toHaveLength(1)
  })

  test('a click on what cannot be opened says why instead', () => {
    fireEvent.click(line('kube-system/kube-dns'))
    expect(bridge.inputs('tabs.open')).toEqual([])
    expect(useNotices.getState().notice).toMatchObject({ kind: 'problem', title: 'CoreDNS cannot be opened' })
    expect(useNotices.getState().notice?.detail).toContain('UDP')
  })

  test('search narrows as it is typed, and Enter opens the best match', () => {
    type('graf')
    expect(keysOnShow()).toEqual(['monitoring/grafana'])
    expect(selected()).toBe('monitoring/grafana')
    press('Enter')
    expect(bridge.inputs('tabs.open')).toMatchObject([{ name: 'grafana' }])
  })

  test('arrows move the selection, and the search field says which line it is', () => {
    press('ArrowDown')
    press('ArrowDown')
    expect(selected()).toBe('monitoring/alertmanager')
    expect(search().getAttribute('aria-activedescendant')).toBe('service-monitoring/alertmanager')
    press('ArrowUp')
    expect(selected()).toBe('kube-system/kube-dns')
  })

  test('Esc clears the search', () => {
    type('graf')
    press('Escape')
    expect(keysOnShow()).toHaveLength(sampleRows.length)
  })

  test('a search that matches nothing offers to clear it', () => {
    type('zzzz')
    expect(screen.getByText('No Service matches “zzzz”')).toBeTruthy()
    const [, button] = screen.getAllByRole('button', { name: 'Clear search' })
    if (button) fireEvent.click(button)
    expect(keysOnShow()).toHaveLength(sampleRows.length)
  })

  test('Ctrl+C copies the proxy URL of the selected line and says what was copied', async () => {
    const value = 'http://127.0.0.1:8001/api/v1/namespaces/monitoring/services/grafana:http/proxy/'
    bridge.answers['service.copyTargets'] = () =>
      ok([
        { kind: 'origin', label: 'Origin URL', value: 'http://elsewhere/', note: '' },
        { kind: 'classic', label: 'Proxy URL', value, note: '' },
      ])
    type('graf')
    press('c', { ctrlKey: true })
    await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: value }]))
    await waitFor(() => expect(useNotices.getState().notice).toMatchObject({ kind: 'done', detail: value }))
  })

  test('Ctrl+C leaves selected text in the search field alone', () => {
    type('graf')
    search().focus()
    ;(search() as HTMLInputElement).setSelectionRange(0, 4)
    press('c', { ctrlKey: true })
    expect(bridge.inputs('service.copyTargets')).toEqual([])
  })

  test('a failure to copy is told', async () => {
    bridge.answers['service.copyTargets'] = () => ({ ok: false, ...failure('no-such-service', 'shop/x is gone.') })
    type('graf')
    press('c', { ctrlKey: true })
    await waitFor(() =>
      expect(useNotices.getState().notice).toMatchObject({ kind: 'problem', detail: 'shop/x is gone.' }),
    )
  })

  test('Shift+Enter offers the ports; one that cannot be opened says why; the focus returns to the list', async () => {
    press('ArrowDown')
    press('ArrowDown')
    press('Enter', { shiftKey: true })
    const items = screen.getAllByRole('menuitem')
    expect(items.map((item) => item.textContent)).toEqual([
      '9093web',
      '9094mesh',
      '9094mesh-udpUDPUDP: the service proxy dials TCP only',
    ])
    expect(items[2]?.getAttribute('aria-disabled')).toBe('true')
    if (items[1]) fireEvent.click(items[1])
    expect(bridge.inputs('tabs.open')).toMatchObject([{ name: 'alertmanager', port: 'mesh' }])
    await waitFor(() => expect(document.activeElement?.id).toBe(gridId))
  })

  test('the copy menu asks main when it opens, and copies what is chosen', async () => {
    bridge.answers['service.copyTargets'] = ({ port }) =>
      ok([{ kind: 'origin', label: 'Origin URL', value: `http://${port}.example/`, note: '' }])
    press('ArrowDown')
    press('ArrowDown')
    expect(bridge.inputs('service.copyTargets')).toEqual([])
    press('C', { ctrlKey: true, shiftKey: true })
    expect(await screen.findByText('http://.example/')).toBeTruthy()
    fireEvent.click(screen.getByRole('menuitemradio', { name: 'mesh' }))
    fireEvent.click(await screen.findByText('http://mesh.example/'))
    await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: 'http://mesh.example/' }]))
    await waitFor(() => expect(document.activeElement?.id).toBe(gridId))
  })

  test('copies what kubectl cluster-info prints', async () => {
    bridge.answers['services.clusterInfo'] = () => ok('Kubernetes control plane is running at https://x\n')
    fireEvent.click(screen.getByRole('button', { name: 'Copy as cluster-info' }))
    await waitFor(() =>
      expect(bridge.inputs('clipboard.write')).toEqual([
        { text: 'Kubernetes control plane is running at https://x\n' },
      ]),
    )
    expect(useNotices.getState().notice?.detail).toBe('cluster-info, 1 entry')
  })

  test('the unhealthy alone, and all again', () => {
    const unhealthy = screen.getByRole('button', { name: 'Unhealthy 1' })
    fireEvent.click(unhealthy)
    expect(keysOnShow()).toEqual(['shop/billing'])
    fireEvent.click(unhealthy)
    expect(keysOnShow()).toHaveLength(sampleRows.length)
  })

  test('a namespace', () => {
    fireEvent.click(screen.getByRole('button', { name: 'Namespace: All namespaces' }))
    fireEvent.change(screen.getByRole('combobox', { name: 'Filter namespaces' }), { target: { value: 'mon' } })
    fireEvent.keyDown(screen.getByRole('combobox', { name: 'Filter namespaces' }), { key: 'Enter' })
    expect(keysOnShow()).toEqual(['monitoring/alertmanager', 'monitoring/grafana'])
    expect(screen.getByText('2 of 4 Services')).toBeTruthy()
  })

  test('a patch draws only the line that it changes anew', () => {
    const before = line('monitoring/grafana').querySelector('[role=gridcell]')
    const changed = sampleRow('shop/billing', { ready: 3, total: 3 })
    useServices.setState({ rows: [...sampleRows.slice(0, 3), changed] })
    expect(line('monitoring/grafana').querySelector('[role=gridcell]')).toBe(before)
  })

  test('lines are read in their order, in whichever their elements stand', () => {
    act(() => useServices.setState({ rows: [sampleRow('default/first'), ...sampleRows] }))
    const stand = screen.getAllByRole('row').map((row) => Number(row.getAttribute('aria-rowindex')))
    expect(stand).not.toEqual(stand.toSorted((a, b) => a - b))
    const read = screen.getAllByRole('rowgroup').at(-1)?.getAttribute('aria-owns')?.split(' ') ?? []
    const places = read.map((id) => Number(document.getElementById(id)?.getAttribute('aria-rowindex')))
    expect(places).toEqual(
      screen
        .getAllByRole('row')
        .map((_, index) => index + 2)
        .slice(0, -1),
    )
  })

  test('rows of another cluster are never shown as those of this one', () => {
    act(() => useServices.setState({ cluster: 'dev' }))
    expect(screen.queryByRole('grid')).toBeNull()
  })

  test('hidden behind a page it hears no keys', () => {
    resetScreen()
    arrive(connected, sampleRows)
    show(<ServicesScreen visible={false} />)
    fireEvent.keyDown(document.body, { key: 'ArrowDown' })
    fireEvent.keyDown(document.body, { key: 'ArrowDown' })
    fireEvent.keyDown(document.body, { key: 'Enter' })
    expect(selected()).toBeUndefined()
    expect(bridge.inputs('tabs.open')).toEqual([])
  })
})
