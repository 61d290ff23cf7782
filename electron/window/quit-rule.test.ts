import { expect, test } from 'vitest'
import { isQuitKey } from './quit-rule.ts'

const key = { type: 'keyDown', key: 'q', control: true, meta: false, alt: false, shift: false }

test.each([
  ['Ctrl+Q', key, 'linux', true],
  ['with Caps Lock', { ...key, key: 'Q' }, 'linux', true],
  ['when it is let go', { ...key, type: 'keyUp' }, 'linux', false],
  ['with Shift', { ...key, shift: true }, 'linux', false],
  ['with AltGr', { ...key, alt: true }, 'linux', false],
  ['another key', { ...key, key: 'w' }, 'linux', false],
  ['on Windows', key, 'win32', false],
  ['on macOS, whose menu has it', key, 'darwin', false],
])('%s', (_name, input, platform, quits) => {
  expect(isQuitKey(input, platform)).toBe(quits)
})
