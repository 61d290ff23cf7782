import { describe, expect, it } from 'vitest'
import { isPagesFirst, keyMeaning, type KeyInput } from './shortcuts.ts'

/** `Ctrl+Shift+Tab` and the like as Electron reports them. */
function press(keys: string, more: Partial<KeyInput> = {}): KeyInput {
  const parts = keys.split('+')
  return {
    type: 'keyDown',
    key: parts.at(-1) ?? '',
    code: '',
    isAutoRepeat: false,
    isComposing: false,
    control: parts.includes('Ctrl'),
    meta: parts.includes('Cmd'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    ...more,
  }
}

describe('keyMeaning', () => {
  it.each([
    ['linux', 'Ctrl+w', { shortcut: 'close-tab' }],
    ['linux', 'Ctrl+W', { shortcut: 'close-tab' }],
    ['win32', 'Ctrl+k', { shortcut: 'palette' }],
    ['linux', 'Ctrl+l', { shortcut: 'address' }],
    ['linux', 'F6', { shortcut: 'next-pane' }],
    ['linux', 'Shift+F6', { shortcut: 'previous-pane' }],
    ['linux', 'Ctrl+F6', undefined],
    ['linux', 'Ctrl+Tab', { shortcut: 'next-tab' }],
    ['linux', 'Ctrl+Shift+Tab', { shortcut: 'previous-tab' }],
    ['linux', 'Ctrl+r', { action: 'reload' }],
    ['linux', 'F5', { action: 'reload' }],
    ['linux', 'F12', { action: 'devtools' }],
    ['linux', 'Alt+ArrowLeft', { action: 'back' }],
    ['linux', 'Alt+ArrowRight', { action: 'forward' }],
    ['darwin', 'Cmd+w', { shortcut: 'close-tab' }],
    ['darwin', 'Cmd+[', { action: 'back' }],
    ['darwin', 'Cmd+]', { action: 'forward' }],
    ['darwin', 'Ctrl+Tab', { shortcut: 'next-tab' }],
    ['linux', 'Ctrl+Shift+D', { shortcut: 'dashboards' }],
    ['darwin', 'Cmd+,', { shortcut: 'settings' }],
    ['linux', 'Ctrl+\\', { shortcut: 'split' }],
    // The page's own.
    ['linux', 'w', undefined],
    ['linux', 'Tab', undefined],
    ['linux', 'Ctrl+f', { shortcut: 'find' }],
    ['linux', 'Ctrl+=', { action: 'zoom-in' }],
    ['linux', 'Ctrl+-', { action: 'zoom-out' }],
    ['darwin', 'Cmd+0', { action: 'zoom-reset' }],
    ['linux', 'Ctrl+p', { action: 'print' }],
    ['linux', 'Ctrl+g', undefined],
    ['linux', 'Ctrl+c', undefined],
    ['linux', 'Ctrl+Shift+k', undefined],
    ['linux', 'Cmd+w', undefined],
    ['linux', 'Ctrl+[', undefined],
    ['win32', 'Ctrl+Alt+l', undefined],
    ['win32', 'Ctrl+Alt+Tab', undefined],
    ['darwin', 'Ctrl+w', undefined],
    ['darwin', 'Alt+ArrowLeft', undefined],
    ['darwin', 'Cmd+Ctrl+w', undefined],
    ['linux', 'Ctrl+constructor', undefined],
  ])('%s %s', (platform, keys, expected) => {
    expect(keyMeaning(press(keys), platform)).toEqual(expected)
  })

  it.each([
    ['a key let go', { type: 'keyUp' }, undefined],
    ['a key of an input method', { isComposing: true }, undefined],
    ['the key in the place of the backslash', { key: '#', code: 'Backslash' }, { shortcut: 'split' }],
    ['a key held down', { isAutoRepeat: true }, 'nothing'],
  ])('%s', (_name, more, expected) => {
    expect(keyMeaning(press('Ctrl+w', more), 'linux')).toEqual(expected)
  })

  it.each([
    ['linux', 'Ctrl+r', {}, true],
    ['linux', 'F12', {}, true],
    ['win32', 'Ctrl+k', {}, true],
    ['linux', 'Ctrl+\\', { code: 'Backslash' }, true],
    ['linux', 'Ctrl+#', { code: 'Backslash' }, false],
    // The way out of a page.
    ['linux', 'Ctrl+w', {}, false],
    ['linux', 'Ctrl+Tab', {}, false],
    ['linux', 'Ctrl+Shift+Tab', {}, false],
    ['linux', 'Ctrl+Shift+T', {}, false],
    ['darwin', 'Cmd+k', {}, false],
  ])('on %s %s %o is the page’s first: %s', (platform, keys, more, expected) => {
    const input = press(keys, more)
    expect(isPagesFirst(input, keyMeaning(input, platform) ?? 'nothing', platform)).toBe(expected)
  })

  it('leaves a key that is held down to a page that may have it', () => {
    expect(keyMeaning(press('Ctrl+l', { isAutoRepeat: true }), 'linux')).toEqual({ shortcut: 'address' })
    expect(keyMeaning(press('Cmd+l', { isAutoRepeat: true }), 'darwin')).toBe('nothing')
  })
})

it.each([
  ['linux', 'Ctrl+&', 'Digit1', { shortcut: 'place-1' }],
  ['darwin', 'Cmd+9', 'Digit9', { shortcut: 'place-9' }],
  ['win32', 'Alt+2', 'Digit2', { shortcut: 'cluster-2' }],
  ['darwin', 'Ctrl+2', 'Digit2', { shortcut: 'cluster-2' }],
  // Characters: AltGr on Windows, Option on macOS.
  ['win32', 'Ctrl+Alt+2', 'Digit2', undefined],
  ['darwin', 'Alt+2', 'Digit2', undefined],
  ['linux', 'Ctrl+Shift+2', 'Digit2', undefined],
  ['linux', 'Alt+0', 'Digit0', undefined],
] as const)('on %s %s goes to a tab or a cluster by the place of its key', (platform, keys, code, expected) => {
  expect(keyMeaning(press(keys, { code }), platform)).toEqual(expected)
})
