import { beforeEach, expect, it, vi } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { resetScreen } from '../../test/screen.tsx'
import { useKeys } from '../keys/keys-store.ts'
import { useNotices } from '../notices/notice-store.ts'
import { followHelp } from './help-actions.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['help.open'] = () => ok(true)
  bridge.answers['diagnostics.text'] = () => ok('Porthole 1.0.0')
  bridge.answers['update.act'] = () => ok({ phase: 'failed', failure: failure('update-unreachable') })
})

it.each([
  ['log', ['help.open'], { what: 'log' }],
  ['report', ['help.open'], { what: 'report' }],
  ['updates', ['update.act'], { action: 'check' }],
  ['diagnostics', ['diagnostics.text', 'clipboard.write'], undefined],
] as const)('%s asks for %j', async (item, channels, input) => {
  followHelp()
  bridge.emit('help.asked', item)
  await vi.waitFor(() => expect(bridge.calls.map(({ channel }) => channel)).toEqual(channels))
  expect(bridge.calls[0]?.input).toEqual(input)
})

it('gathers a report where there is no page to report on, and says so', async () => {
  bridge.answers['help.open'] = () => ok(false)
  followHelp()
  bridge.emit('help.asked', 'report')
  await vi.waitFor(() => expect(useNotices.getState().notice?.title).toBe('Diagnostics are copied'))
  expect(bridge.inputs('clipboard.write')).toEqual([{ text: 'Porthole 1.0.0' }])
})

it('keys shows them', () => {
  followHelp()
  bridge.emit('help.asked', 'keys')
  expect(useKeys.getState().open).toBe(true)
})
