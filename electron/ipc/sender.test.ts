import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './sender.ts'

const trusted = { webContents: 7, origin: 'app://porthole' }
const frame = { origin: 'app://porthole', parent: null }

describe('isTrustedSender', () => {
  it.each([
    ['the app window', { sender: { id: 7 }, senderFrame: frame }, true],
    ['another web contents', { sender: { id: 8 }, senderFrame: frame }, false],
    ['a frame that is gone', { sender: { id: 7 }, senderFrame: null }, false],
    ['a frame inside the page', { sender: { id: 7 }, senderFrame: { ...frame, parent: {} } }, false],
    [
      'a service',
      { sender: { id: 7 }, senderFrame: { ...frame, origin: 'http://web.default.demo.localhost:8001' } },
      false,
    ],
    ['an opaque origin', { sender: { id: 7 }, senderFrame: { ...frame, origin: 'null' } }, false],
    ['another host of the scheme', { sender: { id: 7 }, senderFrame: { ...frame, origin: 'app://other' } }, false],
  ])('%s', (_name, sender, expected) => {
    expect(isTrustedSender(sender, trusted)).toBe(expected)
  })
})
