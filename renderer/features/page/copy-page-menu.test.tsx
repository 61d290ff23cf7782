import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleTab } from '../../test/samples.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { CopyPageMenu } from './copy-page-menu.tsx'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
})

const tab = { ...sampleTab(1), url: 'http://grafana.monitoring.prod.localhost:8001/d/abc?from=1#panel' }
function open(): void {
  show(<CopyPageMenu tab={tab} />)
  fireEvent.keyDown(screen.getByRole('button', { name: 'Copy a link to this page' }), { key: 'Enter' })
}
const link = () => screen.findByRole('menuitem', { name: /^Link for a colleague/ })

test('the link for a colleague leads to the page on show, and says which context it needs', async () => {
  const value = 'porthole://admin%40prod/monitoring/grafana/'
  bridge.answers['service.copyTargets'] = () => ok([{ kind: 'link', label: 'Link', value, note: '' }])
  open()
  await waitFor(async () => expect((await link()).textContent).toContain('a context called “admin@prod”'))
  fireEvent.click(await link())
  await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: `${value}d/abc?from=1#panel` }]))
})

test('where there is none it says why, and the address can be copied all the same', async () => {
  bridge.answers['service.copyTargets'] = () => ({ ok: false, ...failure('no-such-service') })
  open()
  await waitFor(async () => expect((await link()).textContent).toContain('There is no such Service.'))
  expect((await link()).getAttribute('aria-disabled')).toBe('true')
  fireEvent.click(screen.getByRole('menuitem', { name: /^Address/ }))
  await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: tab.url }]))
})
