import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { ProfileChoice } from '../../../shared/profile.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleTab } from '../../test/samples.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { SocketLostBar } from './socket-lost-bar.tsx'

let bridge: FakeBridge
const tab = sampleTab(1, { cluster: 'prod', namespace: 'shop', service: 'web', port: '' })

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['clipboard.write'] = () => ok(undefined)
  bridge.answers['service.setProfile'] = () => ok(undefined)
})

const reachedBy = (set: ProfileChoice): void => {
  bridge.answers['service.profile'] = () =>
    ok({ transport: 'service-proxy', host: 'own', scheme: 'http', reasons: [], set })
}

test('who may not forward gets the Role that allows it', async () => {
  reachedBy({})
  show(<SocketLostBar tab={tab} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Copy the Role for it' }))
  const [copied] = bridge.inputs('clipboard.write')
  expect(copied?.text).toContain('namespace: shop')
  expect(copied?.text).toContain('resources: ["pods/portforward"]')
})

test('who chose the service proxy lets Porthole choose, and nothing else is changed', async () => {
  reachedBy({ transport: 'service-proxy', host: 'localhost' })
  show(<SocketLostBar tab={tab} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Use a port-forward' }))
  await expect.poll(() => bridge.inputs('tabs.act')).toEqual([{ tab: 1, action: 'reload' }])
  expect(bridge.inputs('service.setProfile')).toEqual([
    { service: { cluster: 'prod', namespace: 'shop', name: 'web', port: '' }, set: { host: 'localhost' } },
  ])
})

test('once dismissed it is not said of that Service again', async () => {
  reachedBy({})
  const { unmount } = show(<SocketLostBar tab={tab} />)
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByRole('status')).toBeNull()
  unmount()
  show(<SocketLostBar tab={tab} />)
  expect(screen.queryByRole('status')).toBeNull()
  show(<SocketLostBar tab={sampleTab(2, { service: 'other', origin: 'http://other.shop.prod.localhost:8001' })} />)
  expect(await screen.findByRole('status')).toBeTruthy()
})
