import { expect, test } from 'vitest'
import { hasGraphicsDevice } from './graphics-device.ts'

test.each<[string, string[], string[], boolean]>([
  ['a virtual machine without one', ['null', 'tty', 'nvram'], [], false],
  ['a folder for cards without a card', ['dri', 'null'], ['by-path'], false],
  ['a card', ['dri', 'null'], ['by-path', 'card1', 'renderD128'], true],
  ['a card that only computes', ['dri', 'null'], ['renderD128'], true],
  ["NVIDIA's own driver", ['nvidia0', 'nvidiactl'], [], true],
  ["NVIDIA's control without a card", ['nvidiactl'], [], false],
  ['Windows beneath', ['dxg', 'null'], [], true],
  ['a phone or a board', ['mali0', 'null'], [], true],
  ['a folder that cannot be read', [], [], true],
])('%s', (_name, devices, cards, expected) => {
  expect(hasGraphicsDevice(devices, cards)).toBe(expected)
})
