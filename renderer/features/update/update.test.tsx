import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import type { UpdateState } from '../../../shared/update.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { checkForUpdates } from './update-actions.ts'
import { updateCommands } from './update-commands.ts'
import { UpdateItem } from './update-item.tsx'
import { useUpdate } from './update-store.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  useUpdate.setState({ state: { phase: 'idle' } })
})

const available = { phase: 'available', version: '2.0.0', here: true, page: 'https://r.example/tag/v2.0.0' } as const
const states: readonly (readonly [UpdateState, readonly string[], string | undefined])[] = [
  [{ phase: 'idle' }, ['Check for updates…'], undefined],
  [{ phase: 'no-feed' }, ['Check for updates…'], undefined],
  [{ phase: 'failed', failure: failure('update-unsigned') }, ['Check for updates…'], undefined],
  [available, ['Download Porthole 2.0.0', 'Check for updates…'], 'Download Porthole 2.0.0'],
  [
    { ...available, here: false },
    ['Open the page of Porthole 2.0.0', 'Check for updates…'],
    'Open the page of Porthole 2.0.0',
  ],
  [{ phase: 'downloading', version: '2.0.0', percent: 42 }, [], undefined],
  [{ phase: 'ready', version: '2.0.0' }, ['Restart to update'], 'Restart to update'],
]

describe.each(states)('%j', (state, titles, button) => {
  it('offers what applies, in the palette and in the status bar', () => {
    useUpdate.setState({ state })
    expect(updateCommands().map(({ title }) => title)).toEqual(titles)
    show(<UpdateItem />)
    expect(screen.queryAllByRole('button').map((one) => one.getAttribute('aria-label') ?? one.textContent)).toEqual(
      button === undefined ? [] : [button],
    )
  })
})

it('asks main for the step that the button names', () => {
  bridge.answers['update.act'] = () => ok({ phase: 'idle' })
  useUpdate.setState({ state: available })
  show(<UpdateItem />)
  fireEvent.click(screen.getByRole('button'))
  expect(bridge.inputs('update.act')).toEqual([{ action: 'download' }])
})

it.each([
  [{ phase: 'current', running: '1.0.0', offered: '1.0.0' }, 'Porthole 1.0.0 is the newest', ''],
  [
    { phase: 'current', running: '1.0.0', offered: '0.9.0' },
    'Porthole 1.0.0 is the newest',
    'The newest release is 0.9.0.',
  ],
  [{ phase: 'no-feed' }, 'This build has no release feed', 'Get a newer one from where you got this one.'],
  [{ phase: 'failed', failure: failure('update-unsigned', 'Why.') }, 'The release is not signed by Porthole', 'Why.'],
] as const)('says of %j: %s', async (state, title, detail) => {
  bridge.answers['update.act'] = () => ok(state)
  await act(() => checkForUpdates())
  expect(useNotices.getState().notice).toMatchObject({ title, detail })
})
