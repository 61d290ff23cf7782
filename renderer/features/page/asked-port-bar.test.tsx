import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleForward, samplePort, sampleRow, sampleTab } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { AskedPortBar } from './asked-port-bar.tsx'

let bridge: FakeBridge
const web = sampleRow('shop/web', {
  ports: [{ ...samplePort('http', 80), targetPort: 8080 }, samplePort('live', 35729)],
})
const tab = sampleTab(1, { cluster: 'prod', namespace: 'shop', service: 'web', port: '' })
const forward = sampleForward({ service: 'web', port: 'http', localPort: 8080 })

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  arrive(sampleApp([sampleCluster('prod')]), [web])
})

test.each([
  [8080, 'http'],
  [80, 'http'],
  [35729, 'live'],
])('a page that asks for %i is offered it there', (asked, port) => {
  show(<AskedPortBar tab={tab} asked={asked} />)
  fireEvent.click(screen.getByRole('button', { name: `Forward ${asked} to this computer` }))
  const service = { cluster: 'prod', namespace: 'shop', name: 'web', port }
  expect(bridge.inputs('forward.start')).toEqual([{ service, localPort: asked }])
})

test('one that asks for what is no port of its Service’s is left alone', () => {
  show(<AskedPortBar tab={tab} asked={6463} />)
  expect(screen.queryByRole('status')).toBeNull()
})

test('once it is there, the page is loaded anew', () => {
  arrive({ ...sampleApp([sampleCluster('prod')]), forwards: [forward] }, [web])
  show(<AskedPortBar tab={tab} asked={8080} />)
  fireEvent.click(screen.getByRole('button', { name: 'Reload' }))
  expect(bridge.inputs('tabs.act')).toEqual([{ tab: 1, action: 'reload' }])
})

test('once dismissed it is not said of that port again', () => {
  show(<AskedPortBar tab={tab} asked={8080} />)
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByRole('status')).toBeNull()
  show(<AskedPortBar tab={tab} asked={35729} />)
  expect(screen.getByRole('status')).toBeTruthy()
})
