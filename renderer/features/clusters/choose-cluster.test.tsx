import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { defaultPreferences } from '../../../shared/preferences.ts'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleCluster } from '../../test/samples.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { KeysHint } from '../keys/keys-hint.tsx'
import { useView } from '../services/view-store.ts'
import { useSettings } from '../settings/settings-store.ts'
import { ChooseCluster } from './choose-cluster.tsx'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
})

const chooseFrom = (clusters: readonly ClusterSummary[], files = ['/a/config'], found = 1) =>
  show(<ChooseCluster clusters={[...clusters]} kubeconfig={{ files, found, failure: null }} />)
const many = (count: number) => Array.from({ length: count }, (_, at) => sampleCluster(`c-${at}`))
const names = () => screen.getAllByRole('button').map(({ textContent }) => /^(c-\d|Demo)/.exec(textContent)?.[0])

describe('the first screen', () => {
  test('has few clusters without a field, and the demo as the last choice', () => {
    chooseFrom(many(2))
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(names()).toEqual(['c-0', 'c-1', 'Demo'])
    fireEvent.click(screen.getByRole('button', { name: /^c-1/ }))
    expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'c-1' }])
  })

  test('finds one of many by any of its names or its server, and Enter takes the first', () => {
    const contexts = [
      { context: 'one', namespace: '' },
      { context: 'arn:two', namespace: '' },
    ]
    chooseFrom([...many(80), sampleCluster('last', { server: 'https://far.example', contexts })])
    expect(screen.getByText('31 more: type to narrow')).toBeTruthy()
    const field = screen.getByRole('textbox')
    for (const query of ['LAST', 'arn:two', 'far.ex']) {
      fireEvent.change(field, { target: { value: query } })
      expect(screen.getByRole('button', { name: /^last/ })).toBeTruthy()
    }
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'last' }])
    fireEvent.change(field, { target: { value: 'nowhere' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(bridge.inputs('cluster.show')).toHaveLength(1)
  })

  test('goes through the choices with the arrow keys, and back to the field with the search key', async () => {
    chooseFrom(many(8))
    const field = screen.getByRole('textbox')
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
    // After it was drawn.
    expect(document.activeElement).toBe(document.body)
    await waitFor(() => expect(document.activeElement).toBe(field))
    press('ArrowDown')
    press('ArrowDown')
    expect(document.activeElement?.textContent).toMatch(/^c-1/)
    for (let times = 0; times < 20; times++) press('ArrowDown')
    expect(document.activeElement?.textContent).toMatch(/^Demo/)
    act(() => useView.setState({ searchWanted: true }))
    expect(document.activeElement).toBe(field)
    expect(useView.getState().searchWanted).toBe(false)
  })

  test('begins with an arrow key where there is no field, too, and takes none from who is elsewhere', () => {
    chooseFrom(many(2))
    const elsewhere = document.body.appendChild(document.createElement('input'))
    fireEvent.keyDown(elsewhere, { key: 'ArrowDown' })
    expect(document.activeElement).toBe(document.body)
    fireEvent.keyDown(document.body, { key: 'ArrowDown' })
    expect(document.activeElement?.textContent).toMatch(/^c-0/)
    elsewhere.remove()
  })

  test('says what was found and where, and what is not there', () => {
    const contexts = [
      { context: 'a', namespace: '' },
      { context: 'b', namespace: '' },
    ]
    chooseFrom(
      [sampleCluster('a', { contexts }), sampleCluster('demo', { source: 'demo' })],
      ['/a/config', '/b/config'],
    )
    expect(screen.getByText(/^2 contexts in/).textContent).toBe(
      '2 contexts in /a/config, /b/config · 1 of 2 files found',
    )
    expect(names()).toHaveLength(1)
  })
})

test('the keys are shown until they are dismissed, and not before it is known whether they were', () => {
  show(<KeysHint />)
  expect(screen.queryByRole('list')).toBeNull()
  const state = { preferences: defaultPreferences, file: null, problem: null, loginProblem: null, remembered: {} }
  act(() => useSettings.setState({ state: { ...state, told: [] } }))
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
  fireEvent.click(screen.getByRole('button'))
  expect(bridge.inputs('settings.told')).toEqual([{ what: 'keys' }])
  act(() => useSettings.setState({ state: { ...state, told: ['keys'] } }))
  expect(screen.queryByRole('list')).toBeNull()
})
