import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { Access } from '../../../shared/access.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, samplePort, sampleRow } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { ServicesScreen } from '../services/services-screen.tsx'

const none = { get: false, create: false, update: false, patch: false, delete: false }
const rights = (namespace: string): Access => ({
  namespace,
  list: namespace !== '',
  proxy: namespace === 'web' ? { ...none, get: true } : none,
  forward: namespace === 'free',
})

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['access.of'] = ({ namespace }) => ok(rights(namespace))
  arrive(sampleApp([sampleCluster('one')]), [
    sampleRow('free/site'),
    sampleRow('shop/cart'),
    sampleRow('web/site'),
    sampleRow('web/store', { ports: [samplePort('redis', 6379)] }),
    sampleRow('free/store', { ports: [samplePort('redis', 6379)] }),
  ])
  show(<ServicesScreen visible />)
})

const line = (key: string) => document.getElementById(`service-${key}`) as HTMLElement

test.each([
  ['shop/cart', 'You may not open it', 'services/proxy; create pods/portforward'],
  ['web/store', 'You may not forward it', ': create pods/portforward'],
  ['web/site', 'You may look, not change', 'create, update, patch, delete services/proxy'],
])('who looks at %s is told: %s', async (key, words, missing) => {
  fireEvent.pointerEnter(line(key))
  const note = await within(line(key)).findByText(words)
  expect(note.title).toContain(missing)
})

test.each(['free/site', 'free/store'])('who may reach %s through a tunnel is told nothing', async (key) => {
  fireEvent.pointerEnter(line(key))
  await waitFor(() => expect(bridge.inputs('access.of')).toContainEqual({ cluster: 'one', namespace: 'free' }))
  expect(within(line(key)).queryByText(/You may/)).toBeNull()
})

test('a selection by the keyboard asks too, once for a namespace', async () => {
  const search = screen.getByRole('combobox', { name: /search/i })
  fireEvent.keyDown(search, { key: 'ArrowDown' })
  fireEvent.keyDown(search, { key: 'ArrowDown' })
  await within(line('shop/cart')).findByText('You may not open it')
  expect(bridge.inputs('access.of').filter(({ namespace }) => namespace === 'shop')).toHaveLength(1)
})

test('the header tells all rights', async () => {
  fireEvent.click(screen.getByRole('button', { name: 'Your rights' }))
  const table = within(await screen.findByRole('table'))
  const all = await table.findByRole('row', { name: /^All namespaces/ })
  await waitFor(() => expect(within(all).getAllByRole('img', { name: 'not allowed' })).toHaveLength(7))
})
