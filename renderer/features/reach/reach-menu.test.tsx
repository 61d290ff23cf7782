import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Profile } from '../../../shared/profile.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleTab } from '../../test/samples.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { ReachMenu } from './reach-menu.tsx'

const profile: Profile = { transport: 'port-forward', host: 'own', scheme: 'http', reasons: [], set: {} }
let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
})

test.each([
  ['http', null],
  ['https', 'Scheme: nobody verifies the Service’s certificate'],
] as const)('over %s it says of a certificate: %s', async (scheme, words) => {
  bridge.answers['service.profile'] = () => ok({ ...profile, scheme })
  show(<ReachMenu tab={sampleTab(1)} />)
  fireEvent.pointerDown(await screen.findByRole('button'), { button: 0 })
  expect(screen.getByRole('menu')).toBeTruthy()
  expect(screen.queryByText(/certificate/)?.textContent ?? null).toBe(words)
})
