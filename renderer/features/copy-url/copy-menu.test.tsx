import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleForward, samplePort, sampleRow } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { ServicesScreen } from '../services/services-screen.tsx'

const forward = sampleForward({ localPort: 40_123 })
let bridge: FakeBridge
const press = (key: string, more: object = {}) => {
  for (const one of [{ key: 'ArrowDown' }, { key, ...more }]) fireEvent.keyDown(screen.getByRole('grid'), one)
}
const rows = [sampleRow('shop/postgres', { ports: [samplePort('postgresql', 5432)] })]
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['service.copyTargets'] = () =>
    ok([
      { kind: 'classic', label: 'Proxy URL', value: 'http://proxy/', note: 'as kubectl proxy' },
      { kind: 'origin', label: 'Origin URL', value: 'http://origin/', note: '' },
      { kind: 'curl', label: 'curl command', value: 'curl http://proxy/', note: '' },
      { kind: 'kubectl', label: 'kubectl port-forward', value: 'kubectl port-forward 5432', note: '' },
    ])
  bridge.answers['forward.start'] = () => ok(forward)
  arrive(sampleApp([sampleCluster('prod')]), rows)
  show(<ServicesScreen visible />)
})

test('a database offers what its client takes, and forwards the port when that is copied', async () => {
  press('C', { shiftKey: true })
  await screen.findByText('kubectl port-forward 5432')
  const labels = screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
  expect(labels).toEqual([
    'AddressOn this computer: forwards the port, too127.0.0.1:5432',
    'Connection URLOn this computer: forwards the port, toopostgresql://127.0.0.1:5432',
    'psql commandOn this computer: forwards the port, toopsql -h 127.0.0.1 -p 5432 -U postgres',
    'kubectl port-forwardkubectl port-forward 5432',
    'Proxy URLFor HTTP, which this port is not known to speakhttp://proxy/',
  ])
  fireEvent.click(screen.getByText('postgresql://127.0.0.1:5432'))
  // Its own number was taken: what is copied is where it answers.
  await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: 'postgresql://127.0.0.1:40123' }]))
  expect(useNotices.getState().notice).toMatchObject({ title: 'Forwarded and copied' })
})

test('of a port that is forwarded already the address is copied, and nothing begun', async () => {
  arrive(sampleApp([sampleCluster('prod')], { forwards: [forward] }), rows)
  press('c')
  await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: '127.0.0.1:40123' }]))
  expect(bridge.inputs('forward.start')).toEqual([])
  expect(useNotices.getState().notice).toMatchObject({ title: 'Copied' })
  expect(screen.getByRole('row', { name: /postgres Forwarded\s*127.0.0.1:40123/ })).toBeTruthy()
})
