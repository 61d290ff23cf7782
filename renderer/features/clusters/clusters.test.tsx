import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { strings } from '../../app/strings.ts'
import { sampleApp, sampleCluster, sampleRow } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { defaultPreferences } from '../../../shared/preferences.ts'
import { useSettings } from '../settings/settings-store.ts'
import { ServicesScreen } from '../services/services-screen.tsx'
import { useView } from '../services/view-store.ts'
import { Sidebar } from './sidebar.tsx'
import { editLook } from './look-store.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  editLook(null)
  bridge = installBridge()
})

const readOnlyMode = { readOnly: true, wholeApi: false }
const settings = { file: '', problem: null, loginProblem: null, told: [], remembered: {} }
const sidebar = (...clusters: ClusterSummary[]) => {
  arrive(sampleApp(clusters))
  show(<Sidebar />)
}
const openMenu = (name: string) =>
  fireEvent.pointerDown(screen.getByRole('button', { name: `Actions for ${name}` }), { button: 0 })

describe('a cluster of the sidebar', () => {
  test.each([
    [false, undefined, 'Read-onlyDashboards can look, and change nothing', [{ cluster: 'prod', mode: readOnlyMode }]],
    [true, 'true', 'Read-onlyRead-only for all clusters is on', []],
  ] as const)('is made read-only in its menu, unless all are: %s', (readOnly, disabled, words, asked) => {
    useSettings.setState({ state: { ...settings, preferences: { ...defaultPreferences, readOnly } } })
    sidebar(sampleCluster('prod'))
    openMenu('prod')
    const item = screen.getByRole('menuitemcheckbox', { name: /^Read-only/ })
    expect([item.textContent, item.getAttribute('aria-disabled') ?? undefined]).toEqual([words, disabled])
    fireEvent.click(item)
    expect(bridge.inputs('cluster.setMode')).toEqual(asked)
    useSettings.setState({ state: null })
  })

  test('has the name that was given to it, and is found by each of its names', () => {
    const contexts = [
      { context: 'arn:one', namespace: '' },
      { context: 'arn:two', namespace: 'shop' },
    ]
    sidebar(
      sampleCluster('one', { context: 'arn:one', name: 'Shop', contexts }),
      ...Array.from({ length: 20 }, (_, at) => sampleCluster(`other-${at}`)),
    )
    const line = screen.getByRole('button', { name: /^Shop/ })
    expect(line.textContent).toContain('and one more context')
    expect(line.title).toContain('arn:one, arn:two')
    for (const query of ['sho', 'arn:two']) {
      fireEvent.change(screen.getByRole('textbox', { name: 'Filter clusters' }), { target: { value: query } })
      const list = screen.getByRole('list', { name: 'Clusters' })
      expect(within(list).getAllByRole('listitem')).toHaveLength(1)
    }
  })

  test('is read whole, and shows the end of a long name, by which it differs', () => {
    sidebar(sampleCluster('nine', { name: 'shop-production-blue-9' }))
    const line = screen.getByRole('button', { name: /^shop-production-blue-9\b/ })
    expect(within(line).getByText('-blue-9', { exact: true })).toBeTruthy()
  })

  test('says in words that it looks like production', () => {
    sidebar(sampleCluster('prod', { warn: true }), sampleCluster('shop', { warn: true }), sampleCluster('dev'))
    const line = (name: RegExp) => screen.getByRole('button', { name })
    // A name that says it already keeps its room.
    expect(within(line(/^prod\b.*production/)).queryByTitle(strings.look.productionHint)).toBeNull()
    expect(within(line(/^shop\b.*production/)).getByTitle(strings.look.productionHint).textContent).toContain('prod')
    expect(line(/^dev/).textContent).not.toContain('production')
  })

  test('is renamed and coloured in a dialog, and left to Porthole again', async () => {
    sidebar(sampleCluster('one'))
    openMenu('one')
    fireEvent.click(screen.getByRole('menuitem', { name: /Name and colour/ }))
    const dialog = within(screen.getByRole('dialog', { name: 'Name and colour of one' }))
    fireEvent.change(dialog.getByRole('textbox', { name: /^Name/ }), { target: { value: ' Shop ' } })
    fireEvent.click(dialog.getByRole('radio', { name: 'Blue' }))
    fireEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    arrive(sampleApp([sampleCluster('one', { name: 'Shop', color: 'blue' })]))
    editLook('one')
    const again = within(await screen.findByRole('dialog'))
    expect(again.getByRole<HTMLInputElement>('textbox', { name: /^Name/ }).value).toBe('Shop')
    fireEvent.change(again.getByRole('textbox', { name: /^Name/ }), { target: { value: '' } })
    fireEvent.click(again.getByRole('radio', { name: 'Automatic' }))
    fireEvent.click(again.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(bridge.inputs('cluster.setLook')).toEqual([
        { cluster: 'one', look: { name: 'Shop', color: 'blue' } },
        { cluster: 'one', look: {} },
      ]),
    )
  })

  test('shows the namespace of the context that is chosen', async () => {
    const contexts = [
      { context: 'one', namespace: '' },
      { context: 'two', namespace: 'shop' },
    ]
    sidebar(sampleCluster('one', { contexts }))
    openMenu('one')
    fireEvent.click(screen.getByRole('menuitem', { name: /^two/ }))
    await waitFor(() => expect(useView.getState().filter.namespace).toBe('shop'))
    expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'one' }])
  })
})

describe('a user who may not list all namespaces', () => {
  const forbidden = failure('forbidden', 'User "ada" cannot list resource "services" in the namespace "other"')
  const confined = sampleCluster('one', {
    namespaces: [
      { namespace: 'shop', phase: 'listed', failure: null },
      { namespace: 'other', phase: 'failed', failure: forbidden },
    ],
  })
  const bar = () => within(screen.getByRole('region', { name: 'Listed namespaces' }))
  const type = (name: string) => {
    fireEvent.change(bar().getByRole('textbox', { name: 'Namespace to list' }), { target: { value: name } })
    fireEvent.submit(bar().getByRole('textbox', { name: 'Namespace to list' }))
  }
  beforeEach(() => {
    arrive(sampleApp([confined]), [sampleRow('shop/cart')])
    show(<ServicesScreen visible />)
  })

  test('is told which namespaces are refused', () => {
    const [shop, other] = bar().getAllByRole('listitem')
    expect([shop?.textContent, other?.textContent]).toEqual(['shop', 'othernot allowed'])
    expect(other?.title).toBe(forbidden.message)
  })

  test('types and removes namespaces', async () => {
    type(' web ')
    await waitFor(() =>
      expect(bridge.inputs('cluster.setNamespaces')).toEqual([
        { cluster: 'one', namespaces: ['shop', 'other', 'web'] },
      ]),
    )
    fireEvent.click(bar().getByRole('button', { name: 'Stop listing other' }))
    expect(document.activeElement).toBe(bar().getByRole('textbox'))
    expect(bridge.inputs('cluster.setNamespaces').at(-1)).toEqual({ cluster: 'one', namespaces: ['shop'] })
  })

  test.each([
    ['My_Namespace', 'is no namespace'],
    ['-x', 'is no namespace'],
    ['shop', 'listed already'],
  ])('is told what is wrong with %s', (name, expected) => {
    type(name)
    expect(bar().getByRole('alert').textContent).toContain(expected)
    expect(bridge.inputs('cluster.setNamespaces')).toEqual([])
  })
})
