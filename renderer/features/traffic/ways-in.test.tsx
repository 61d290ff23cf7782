import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useScreens } from '../../app/screen-store.ts'
import { FakeBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleTab } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { Toolbar } from '../page/toolbar.tsx'
import { StatusBar } from '../status-bar/status-bar.tsx'
import { resetTraffic, useTraffic } from './traffic-store.ts'

beforeEach(() => Object.assign(window, { porthole: new FakeBridge() }))
afterEach(() => {
  resetScreen()
  resetTraffic()
})

it('leads from a page to the traffic of its Service', () => {
  const shown = sampleTab(1)
  show(<Toolbar tab={shown} active />)
  act(() => screen.getByRole('button', { name: `Traffic of ${shown.service}` }).click())
  expect(useTraffic.getState().service).toBe(`${shown.cluster}/${shown.namespace}/${shown.service}`)
  expect(useScreens.getState().shown).toBe('traffic')
})

it('leads from the status bar to the traffic of all Services', () => {
  arrive(sampleApp([sampleCluster('prod')]))
  useTraffic.setState({ service: 'demo/shop/cart' })
  show(<StatusBar />)
  act(() => screen.getByRole('button', { name: 'Traffic' }).click())
  expect([useTraffic.getState().service, useScreens.getState().shown]).toEqual([null, 'traffic'])
})

it('leads from the errors of the status bar to the requests that failed', () => {
  const bridge = new FakeBridge()
  Object.assign(window, { porthole: bridge })
  arrive(sampleApp([sampleCluster('prod')]))
  show(<StatusBar />)
  act(() => bridge.emit('traffic.rates', { requests: 0, bytes: 0, errors: 2 }))
  act(() => screen.getByRole('button', { name: '2 errors in the last minute' }).click())
  expect([useTraffic.getState().filter.status, useScreens.getState().shown]).toEqual(['failed', 'traffic'])
})
