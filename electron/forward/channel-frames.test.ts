import { describe, expect, it } from 'vitest'
import { channelWire } from './channel-frames.ts'
import { heardFrom } from './testing/sink.ts'

const port = [0x90, 0x1f]

describe('the channel protocol', () => {
  it.each<[string, number[][], unknown[]]>([
    [
      'the port alone says nothing',
      [
        [0, ...port],
        [1, ...port],
      ],
      [],
    ],
    [
      'data follows the port',
      [
        [0, ...port],
        [0, 104, 105],
      ],
      [['data', 'hi']],
    ],
    ['data may come with the port', [[0, ...port, 104, 105]], [['data', 'hi']]],
    [
      'each channel has its port',
      [
        [0, ...port],
        [1, ...port, 110, 111],
      ],
      [['failed', 'no']],
    ],
    [
      'data that looks like a port',
      [
        [0, ...port],
        [0, ...port],
      ],
      [['data', String.fromCharCode(0x90, 0x1f)]],
    ],
    ['an empty piece of data', [[0, ...port], [0]], []],
    [
      'the text of an error',
      [
        [1, ...port],
        [1, 110, 111],
      ],
      [['failed', 'no']],
    ],
  ])('%s', (_name, messages, heard) => {
    expect(heardFrom(channelWire(), ...messages.map((message) => Buffer.from(message)))).toEqual(heard)
  })

  it.each([
    ['channel 2', [2, 0]],
    ['an empty message', []],
  ])('refuses %s', (_name, message) => {
    expect(() => heardFrom(channelWire(), Buffer.from(message))).toThrow('unexpected channel')
  })

  it('puts the data channel before what it sends', () => {
    const parts = [Buffer.from('one '), Buffer.from('two')]
    expect(channelWire().encode(parts, 7).toString('latin1')).toBe('\0one two')
  })
})
