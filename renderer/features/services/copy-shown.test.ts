import { beforeEach, expect, test } from 'vitest'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleRow } from '../../test/samples.ts'
import { arrive, resetScreen } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { copyShownUrls } from './copy-shown.ts'
import { useServices } from './services-store.ts'
import { narrow } from './view-store.ts'

let bridge: FakeBridge
const url = (path: string) => `http://127.0.0.1:8001/api/v1/namespaces/${path}:http/proxy/`

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  arrive(sampleApp([sampleCluster('prod')]), [sampleRow('monitoring/grafana'), sampleRow('shop/cart')])
})

test('copies all that the list shows', async () => {
  await copyShownUrls('lines')
  const text = `${url('monitoring/services/grafana')}\n${url('shop/services/cart')}\n`
  expect(bridge.inputs('clipboard.write')).toEqual([{ text }])
})

test('only what a filter leaves', async () => {
  narrow({ namespace: 'shop' })
  await copyShownUrls('lines')
  expect(bridge.inputs('clipboard.write')).toEqual([{ text: `${url('shop/services/cart')}\n` }])
})

test('rows of the cluster before get no URLs of the one now', async () => {
  useServices.setState({ cluster: 'dev' })
  await copyShownUrls('lines')
  expect(bridge.inputs('clipboard.write')).toEqual([])
})

test('says so when there is nothing, and leaves the clipboard alone', async () => {
  narrow({ namespace: 'nowhere' })
  await copyShownUrls('lines')
  expect(bridge.inputs('clipboard.write')).toEqual([])
  expect(useNotices.getState().notice).not.toBeNull()
})
