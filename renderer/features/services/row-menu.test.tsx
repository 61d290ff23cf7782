import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, samplePort, sampleRow } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { useDetails } from '../details/details-store.ts'
import { ServicesScreen } from './services-screen.tsx'
import { useView } from './view-store.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  bridge.answers['service.copyTargets'] = () => ok([])
  bridge.answers['forward.start'] = () => ({ ok: false, ...failure('no-endpoints') })
  arrive(sampleApp([sampleCluster('prod')]), [
    sampleRow('shop/postgres', { ports: [samplePort('postgresql', 5432)] }),
    sampleRow('shop/web'),
    sampleRow('shop/elsewhere', { type: 'ExternalName', ports: [] }),
  ])
  show(<ServicesScreen visible />)
})

const rightClick = (key: string) => {
  const line = document.getElementById(`service-${key}`)
  if (line) fireEvent.contextMenu(line)
}
const item = (name: RegExp) => screen.getByRole('menuitem', { name })

test('a right click offers all that can be done with a Service', () => {
  rightClick('shop/postgres')
  const names = screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
  expect(names).toEqual([
    'Forward 5432 to this computerEnter',
    'Open',
    'Choose a port…ShiftEnter',
    'Copy addressC',
    'Copy…ShiftC',
    'DetailsI',
    'PinP',
  ])
  fireEvent.click(item(/^Forward/))
  expect(bridge.inputs('forward.start')).toMatchObject([{ localPort: 5432 }])
})

test('where a page is known, opening it stands first', () => {
  rightClick('shop/web')
  const [first] = screen.getAllByRole('menuitem')
  expect(first?.textContent).toBe('OpenEnter')
})

test('it shows the details, selects the row, and leads on to what can be copied', async () => {
  rightClick('shop/web')
  fireEvent.click(item(/^Details/))
  expect([useDetails.getState().open, useView.getState().selected]).toEqual([true, 'shop/web'])
  rightClick('shop/web')
  fireEvent.click(item(/^Copy…/))
  await waitFor(() => expect(useView.getState().menu).toEqual({ key: 'shop/web', kind: 'copy' }))
})

/** As a mouse does it: the list hears of a press before the click. */
const press = (element: Element) => {
  fireEvent.pointerDown(element)
  fireEvent.click(element)
}

test('the mouse chooses from the menu, and a click on a row under it only closes it', () => {
  rightClick('shop/web')
  press(item(/^Details/))
  expect(useDetails.getState().open).toBe(true)
  rightClick('shop/web')
  const other = screen.getByText('postgres')
  press(other)
  expect(useView.getState().selected).toBe('shop/web')
})

test('what cannot be opened is not offered to be', () => {
  rightClick('shop/elsewhere')
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
    'Copy URLC',
    'Copy…ShiftC',
    'DetailsI',
    'PinP',
  ])
})

test('a port that has a client of its own is forwarded by the first button of its row', () => {
  const line = document.getElementById('service-shop/postgres')
  if (line) fireEvent.pointerEnter(line)
  fireEvent.click(screen.getByRole('button', { name: 'Forward a port of postgres to this computer' }))
  expect(bridge.inputs('forward.start')).toMatchObject([{ service: { port: 'postgresql' }, localPort: 5432 }])
})

test.each([
  ['a click', (line: Element) => fireEvent.click(line)],
  ['Enter', () => fireEvent.keyDown(document.body, { key: 'Enter' })],
])('%s does what that button says', (_by, press) => {
  const line = document.getElementById('service-shop/postgres')
  if (!line) throw new Error('no line')
  act(() => useView.setState({ selected: 'shop/postgres' }))
  press(line)
  expect(bridge.inputs('forward.start')).toMatchObject([{ service: { port: 'postgresql' }, localPort: 5432 }])
  expect(bridge.inputs('tabs.open')).toEqual([])
})

test('it hangs where the pointer is, and choosing in it does not also open the Service', () => {
  const line = document.getElementById('service-shop/web')
  if (line) fireEvent.contextMenu(line, { clientX: 120, clientY: 9 })
  const anchor = line?.querySelector<HTMLElement>(':scope > [aria-hidden]')
  expect(anchor?.style).toMatchObject({ left: '120px', top: '9px', right: 'auto', bottom: 'auto' })
  fireEvent.click(item(/^Details/))
  expect(bridge.inputs('tabs.open')).toEqual([])
})
