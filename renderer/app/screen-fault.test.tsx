import { fireEvent, screen } from '@testing-library/react'
import { lazy, Suspense } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { type FakeBridge, installBridge } from '../test/fake-bridge.ts'
import { resetScreen, show } from '../test/screen.tsx'
import { ScreenFault } from './screen-fault.tsx'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  // React tells the console of what a boundary has caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

test.each([
  [
    'Failed to fetch dynamically imported module: app://porthole/wall.js',
    'This part of Porthole is not there any more',
  ],
  ['rows is undefined', 'This screen has failed'],
])('%s: it says so and can be started again', async (message, title) => {
  const Missing = lazy(() => Promise.reject(new Error(message)))
  show(
    <ScreenFault>
      <Suspense fallback={null}>
        <Missing />
      </Suspense>
    </ScreenFault>,
  )
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  expect(screen.getByText(message)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Restart Porthole' }))
  expect(bridge.inputs('help.restart')).toHaveLength(1)
})
