import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, samplePort, sampleRow } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { DetailsPanel } from './details-panel.tsx'

let bridge: FakeBridge
const row = sampleRow('shop/data', { ports: [samplePort('http', 80), samplePort('redis', 6379)] })

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['forward.start'] = () => ({ ok: false, ...failure('no-endpoints') })
  bridge.answers['service.copyTargets'] = () =>
    ok([{ kind: 'classic', label: 'Proxy URL', value: 'http://127.0.0.1:8001/services/data:http/proxy/', note: '' }])
  arrive(sampleApp([sampleCluster('prod')]), [row])
  show(<DetailsPanel cluster="prod" row={row} />)
})

test('a port of a database is forwarded to its own number, as from its row, where another is opened', () => {
  expect(screen.getAllByRole('button', { name: 'Open' })).toHaveLength(1)
  fireEvent.click(screen.getByRole('button', { name: 'Forward' }))
  expect(bridge.inputs('forward.start').map(({ localPort }) => localPort)).toEqual([6379])
  // That button says it already; beside an open one an icon does.
  const icons = screen.getAllByRole('button', { name: /^Forward a local port/ })
  expect(icons.map((one) => one.getAttribute('aria-label'))).toEqual(['Forward a local port to http'])
})

test('a URL is cut in its middle and copied whole', async () => {
  const end = await screen.findByText('es/data:http/proxy/', { exact: false })
  expect(end.parentElement?.textContent).toBe('http://127.0.0.1:8001/services/data:http/proxy/')
  fireEvent.click(screen.getByRole('button', { name: 'Copy Proxy URL' }))
  expect(bridge.inputs('clipboard.write')).toEqual([{ text: 'http://127.0.0.1:8001/services/data:http/proxy/' }])
})
