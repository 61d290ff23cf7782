import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Tab } from '../../../shared/tabs-state.ts'
import { failure } from '../../../shared/failure.ts'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleTab } from '../../test/samples.ts'
import { resetScreen, show } from '../../test/screen.tsx'
import { useOverlays } from '../../ui/overlays.ts'
import { useNotices } from '../notices/notice-store.ts'
import { useFind } from './find-store.ts'
import { Page } from './page.tsx'

const picture = 'data:image/jpeg;base64,AAAA'
let bridge: FakeBridge
let frames: FrameRequestCallback[]
let rect: DOMRect

/** The page of a tab that is on show alone. */
const Whole = ({ tab }: { tab: Tab }) => <Page tab={tab} pane="whole" active />
const frame = () => act(() => frames.splice(0).forEach((callback) => callback(0)))

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  frames = []
  rect = new DOMRect(224.4, 84, 1055.6, 687.2)
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(() => rect)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  useOverlays.setState({ elements: [] })
})

const bounds = () => bridge.inputs('tabs.bounds').map(({ box }) => box)
const shown = { x: 224, y: 84, width: 1056, height: 687 }

describe('the place of the page', () => {
  test('is told once a frame, in whole pixels, and only when it changes', () => {
    show(<Whole tab={sampleTab(1)} />)
    expect(bounds()).toEqual([])
    fireEvent(window, new Event('resize'))
    fireEvent(window, new Event('resize'))
    expect(frames).toHaveLength(1)
    frame()
    expect(bounds()).toEqual([shown])
    fireEvent(window, new Event('resize'))
    frame()
    expect(bounds()).toHaveLength(1)
    rect = new DOMRect(224, 84, 900, 600)
    fireEvent(window, new Event('resize'))
    frame()
    expect(bounds().at(-1)).toEqual({ x: 224, y: 84, width: 900, height: 600 })
  })

  test('is nowhere while something floats above it, and comes back', async () => {
    show(<Whole tab={sampleTab(1)} />)
    frame()
    const overlay = document.createElement('div')
    bridge.answers['tabs.picture'] = () => ({ ok: true, value: picture })
    act(() => useOverlays.setState({ elements: [overlay] }))
    frame()
    // What the page looks like is there before the page goes.
    await waitFor(() => expect(document.querySelector('img')?.src).toBe(picture))
    expect(bounds()).toEqual([shown])
    frame()
    expect(bounds()).toEqual([shown, null])
    act(() => useOverlays.setState({ elements: [] }))
    frame()
    expect(bounds()).toEqual([shown, null, shown])
    await waitFor(() => expect(document.querySelector('img')).toBeNull())
  })

  test('comes back when what floated is gone before the page had hidden', async () => {
    show(<Whole tab={sampleTab(1)} />)
    frame()
    let take: (picture: string) => void = () => undefined
    const taken = new Promise<string>((resolve) => (take = resolve))
    bridge.answers['tabs.picture'] = async () => ({ ok: true, value: await taken })
    act(() => useOverlays.setState({ elements: [document.createElement('div')] }))
    frame()
    act(() => useOverlays.setState({ elements: [] }))
    // The picture comes between the end of the overlay and the frame that tells of it.
    take(picture)
    await waitFor(() => expect(frames).toHaveLength(2))
    frame()
    expect(bounds().at(-1)).toEqual(shown)
  })

  test('is kept while something floats elsewhere', () => {
    show(<Whole tab={sampleTab(1)} />)
    const overlay = document.createElement('div')
    overlay.getBoundingClientRect = () => new DOMRect(0, 0, 200, 84)
    act(() => useOverlays.setState({ elements: [overlay] }))
    frame()
    expect(bounds()).toEqual([shown])
  })

  test('stays from tab to tab, and is given up with the page', () => {
    const { rerender, unmount } = show(<Whole tab={sampleTab(1)} />)
    frame()
    rerender(<Whole tab={sampleTab(2)} />)
    frame()
    expect(bounds()).toEqual([shown])
    unmount()
    expect(bounds()).toEqual([shown, null])
  })

  test('shows a problem itself, with a reload', () => {
    show(<Whole tab={sampleTab(1, { problem: 'It went to sso.example.com. Reload it to go on. Or not.' })} />)
    frame()
    expect(bounds()).toEqual([])
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('It went to sso.example.com')
    expect(screen.getByText('Reload it to go on. Or not.')).toBeTruthy()
    fireEvent.click(screen.getAllByRole('button', { name: 'Reload' })[1] as HTMLElement)
    expect(bridge.inputs('tabs.act')).toEqual([{ tab: 1, action: 'reload' }])
  })
})

describe('what a page asks', () => {
  test('a permission is allowed or blocked beside the page', () => {
    show(
      <Whole tab={sampleTab(3, { question: { kind: 'permission', id: 7, permissions: ['microphone', 'camera'] } })} />,
    )
    frame()
    expect(screen.getByRole('alert').textContent).toContain('grafana wants to use the microphone and use the camera.')
    fireEvent.click(screen.getByRole('button', { name: 'Allow' }))
    fireEvent.click(screen.getByRole('button', { name: 'Block' }))
    const answers = bridge.inputs('tabs.answer')
    expect(answers.map(({ answer }) => answer.kind)).toEqual(['yes', 'no'])
    expect(answers[0]).toMatchObject({ tab: 3, question: 7 })
    expect(bounds()).toEqual([shown])
  })

  test('a link says where it leads', () => {
    const url = 'https://user.of.a.service:x@example.com/x'
    show(<Whole tab={sampleTab(3, { question: { kind: 'link', id: 8, url } })} />)
    expect(screen.getByRole('alert').textContent).toContain(url)
    // Where it leads is said whatever stands before it.
    expect(screen.getByText('example.com').tagName).toBe('B')
    fireEvent.click(screen.getByRole('button', { name: 'Stay here' }))
    expect(bridge.inputs('tabs.answer')).toEqual([{ tab: 3, question: 8, answer: { kind: 'no' } }])
  })

  test('a name and password are asked for in place of the page', () => {
    const question = { kind: 'sign-in', id: 9, realm: 'The vault', again: true } as const
    show(<Whole tab={sampleTab(3, { question })} />)
    frame()
    expect(bounds()).toEqual([])
    expect(screen.getByRole('alert').textContent).toMatch(/did not accept/)
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'ada' } })
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'secret' } })
    fireEvent.submit(screen.getByRole('dialog'))
    expect(bridge.inputs('tabs.answer')).toEqual([
      { tab: 3, question: 9, answer: { kind: 'sign-in', name: 'ada', password: 'secret' } },
    ])
  })

  test('a text is typed beside the page, over what the page proposes; Esc gives it none', () => {
    const question = { kind: 'text', id: 4, message: 'New name?', text: 'copy' } as const
    show(<Whole tab={sampleTab(3, { question })} />)
    frame()
    expect(bounds()).toEqual([shown])
    expect(screen.getByRole('dialog', { name: 'A question of grafana' }).textContent).toContain(
      'grafana asks: New name?',
    )
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'New name?' })
    expect([field.value, document.activeElement === field]).toEqual(['copy', true])
    fireEvent.change(field, { target: { value: 'mine' } })
    fireEvent.submit(screen.getByRole('dialog'))
    fireEvent.keyDown(field, { key: 'Escape' })
    expect(bridge.inputs('tabs.answer')).toEqual([
      { tab: 3, question: 4, answer: { kind: 'text', text: 'mine' } },
      { tab: 3, question: 4, answer: { kind: 'no' } },
    ])
  })

  test('what the page says stands beside it in the name of its Service; Esc does not agree', () => {
    const question = { kind: 'message', id: 5, message: 'Delete it?', choice: true } as const
    show(<Whole tab={sampleTab(3, { question })} />)
    frame()
    expect(bounds()).toEqual([shown])
    const bar = screen.getByRole('alertdialog', { name: 'A question of grafana' })
    expect(bar.textContent).toBe('grafana says: Delete it?OKCancel')
    const ok = screen.getByRole('button', { name: 'OK' })
    expect(document.activeElement).toBe(ok)
    fireEvent.click(ok)
    fireEvent.keyDown(ok, { key: 'Escape' })
    expect(bridge.inputs('tabs.answer')).toEqual([
      { tab: 3, question: 5, answer: { kind: 'yes' } },
      { tab: 3, question: 5, answer: { kind: 'no' } },
    ])
  })

  test('a page that may have what is not saved is left or kept; Esc keeps it', () => {
    show(<Whole tab={sampleTab(3, { question: { kind: 'leave', id: 6 } })} />)
    const bar = screen.getByRole('alertdialog', { name: 'A question of grafana' })
    expect(bar.textContent).toBe('Leave this page of grafana? Changes that you made may not be saved.LeaveStay')
    const leave = screen.getByRole('button', { name: 'Leave' })
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stay' }))
    fireEvent.click(leave)
    fireEvent.click(screen.getByRole('button', { name: 'Stay' }))
    fireEvent.keyDown(leave, { key: 'Escape' })
    expect(bridge.inputs('tabs.answer').map(({ answer }) => answer.kind)).toEqual(['yes', 'no', 'no'])
  })

  test('a stuck page is waited for, or begun anew', () => {
    show(<Whole tab={sampleTab(3, { stuck: true })} />)
    fireEvent.click(screen.getByRole('button', { name: 'Wait' }))
    expect(bridge.inputs('tabs.act')).toEqual([{ tab: 3, action: 'wait' }])
  })
})

describe('find in page', () => {
  const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Find in page' })

  test('looks while it is typed, goes on with Enter, and ends with Esc', () => {
    useFind.setState({ tab: 3, wanted: true })
    show(<Whole tab={sampleTab(3, { found: { current: 1, total: 1200 } })} />)
    expect(document.activeElement).toBe(field())
    fireEvent.change(field(), { target: { value: 'err' } })
    expect(screen.getByRole('status').textContent).toBe('1 of 1,200')
    fireEvent.keyDown(field(), { key: 'Enter' })
    fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true })
    fireEvent.keyDown(field(), { key: 'Escape' })
    expect(bridge.inputs('tabs.find').map(({ text, step }) => `${text} ${step}`)).toEqual([
      'err first',
      'err next',
      'err previous',
      ' first',
    ])
  })
})

describe('the toolbar', () => {
  test('shows a zoom that is not the usual one, and takes it back', () => {
    show(<Whole tab={sampleTab(3, { zoom: 125, decided: true })} />)
    fireEvent.click(screen.getByRole('button', { name: '125%' }))
    fireEvent.click(screen.getByRole('button', { name: /permissions again/ }))
    expect(bridge.inputs('tabs.act').map(({ action }) => action)).toEqual(['zoom-reset', 'forget-permissions'])
  })

  test('acts on its tab, as far as the tab can', () => {
    show(<Whole tab={sampleTab(3, { canGoBack: true })} />)
    for (const name of ['Back', 'Forward', 'Reload', 'Open in the system browser', 'Developer tools']) {
      fireEvent.click(screen.getByRole('button', { name }))
    }
    expect(bridge.inputs('tabs.act').map(({ action }) => action)).toEqual([
      'back',
      'reload',
      'system-browser',
      'devtools',
    ])
  })

  test('stops what is loading', () => {
    show(<Whole tab={sampleTab(3, { loading: true })} />)
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(bridge.inputs('tabs.act')).toEqual([{ tab: 3, action: 'stop' }])
    expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull()
  })
})

describe('the address', () => {
  const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Address' })
  const enter = (address: string) => {
    fireEvent.focus(field())
    fireEvent.change(field(), { target: { value: address } })
    fireEvent.keyDown(field(), { key: 'Enter' })
  }

  test('goes to a path', async () => {
    show(<Whole tab={sampleTab(3)} />)
    enter('/explore')
    await waitFor(() => expect(bridge.inputs('tabs.navigate')).toEqual([{ tab: 3, address: '/explore' }]))
  })

  test('says when another origin is refused, and keeps what was typed', async () => {
    bridge.answers['tabs.navigate'] = () => ({
      ok: false,
      ...failure('input-invalid', 'example.com is another origin.'),
    })
    show(<Whole tab={sampleTab(3)} />)
    enter('http://example.com/')
    await waitFor(() => expect(field().getAttribute('aria-invalid')).toBe('true'))
    expect(field().value).toBe('http://example.com/')
    expect(useNotices.getState().notice?.detail).toBe('example.com is another origin.')
  })

  test('Esc and leaving put the page’s own address back', () => {
    show(<Whole tab={sampleTab(3)} />)
    fireEvent.focus(field())
    fireEvent.change(field(), { target: { value: 'half typed' } })
    fireEvent.blur(field())
    expect(field().value).toBe(sampleTab(3).url)
  })
})
