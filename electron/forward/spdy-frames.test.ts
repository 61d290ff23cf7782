import { inflateSync, constants } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { spdyWire } from './spdy-frames.ts'
import { heardFrom } from './testing/sink.ts'

// The SPDY/3 draft, 2.2: frames of a stream, of control, and their types.
const data = (stream: number, text: string, fin = 0): Buffer =>
  Buffer.concat([Buffer.of(0, 0, 0, stream, fin, 0, 0, text.length), Buffer.from(text)])
const control = (type: number, ...body: number[]): Buffer => Buffer.of(0x80, 3, 0, type, 0, 0, 0, body.length, ...body)
const reply = (stream: number): Buffer => control(2, 0, 0, 0, stream, 1, 2, 3)
const reset = (stream: number): Buffer => control(3, 0, 0, 0, stream, 0, 0, 0, 5)

describe('SPDY', () => {
  it('opens a stream for errors, which it ends at once, and one for data', () => {
    const { opening = Buffer.of() } = spdyWire(8080)
    const frames: { head: number[]; body: Buffer }[] = []
    for (let at = 0; at < opening.length; ) {
      const length = opening.readUIntBE(at + 5, 3)
      frames.push({ head: [...opening.subarray(at, at + 5)], body: opening.subarray(at + 8, at + 8 + length) })
      at += 8 + length
    }
    expect(frames.map(({ head, body }) => [head, [...body.subarray(0, 10)]])).toEqual([
      [
        [0x80, 3, 0, 1, 1],
        [0, 0, 0, 1, 0, 0, 0, 0, 0, 0],
      ],
      [
        [0x80, 3, 0, 1, 0],
        [0, 0, 0, 3, 0, 0, 0, 0, 0, 0],
      ],
    ])
    const blocks = inflateSync(Buffer.concat(frames.map(({ body }) => body.subarray(10))), {
      finishFlush: constants.Z_SYNC_FLUSH,
    })
    const text = blocks.toString('latin1').replaceAll('\0', '')
    expect(text).toBe(
      '\x03\x0astreamtype\x05error\x04port\x048080\x09requestid\x010\x03\x0astreamtype\x04data\x04port\x048080\x09requestid\x010',
    )
  })

  const answer: [Buffer, unknown[]][] = [
    [reply(1), []],
    [reply(3), [['ready']]],
    [data(3, 'one'), [['data', 'one']]],
    [control(4, 0, 0, 0, 0), []],
    [data(3, ''), []],
    [control(6, 0, 0, 0, 2), [['reply', [...control(6, 0, 0, 0, 2)]]]],
    [control(6, 0, 0, 0, 1), [['ponged']]],
    [data(3, 'two'), [['data', 'two']]],
    [data(1, '', 1), []],
    [data(3, '', 1), [['end']]],
    [control(7, 0, 0, 0, 3, 0, 0, 0, 0), []],
  ]

  it('reads an answer, frame by frame', () => {
    expect(heardFrom(spdyWire(1), ...answer.map(([frame]) => frame))).toEqual(answer.flatMap(([, heard]) => heard))
  })

  it('reads the same however it is cut', () => {
    const whole = Buffer.concat(answer.map(([frame]) => frame))
    const expected = answer.flatMap(([, heard]) => heard)
    for (let first = 0; first <= whole.length; first++) {
      for (const second of [first + 1, first + 9, whole.length]) {
        const pieces = [whole.subarray(0, first), whole.subarray(first, second), whole.subarray(second)]
        expect(joined(heardFrom(spdyWire(1), ...pieces)), `${first} ${second}`).toEqual(expected)
      }
    }
  })

  it.each<[string, Buffer[], unknown[]]>([
    [
      'an error text, then resets',
      [data(1, 'refu'), data(1, 'sed'), reset(3), reset(1)],
      [
        ['failed', 'refused'],
        ['failed', 'refused'],
      ],
    ],
    [
      'an error text, then an orderly end',
      [data(1, 'refused'), data(1, '', 1), data(3, '', 1)],
      [
        ['failed', 'refused'],
        ['failed', 'refused'],
      ],
    ],
    ['a reset without a word', [reset(3)], [['failed', 'the kubelet reset the stream (5)']]],
    ['data that ends with its last frame', [data(3, 'all', 1)], [['data', 'all'], ['end']]],
  ])('%s', (_name, frames, heard) => {
    expect(heardFrom(spdyWire(1), ...frames)).toEqual(heard)
  })

  it('refuses a control frame that is too long to be one', () => {
    expect(() => heardFrom(spdyWire(1), Buffer.of(0x80, 3, 0, 8, 0, 1, 0, 1))).toThrow(
      'a SPDY control frame of 65537 bytes',
    )
  })

  it('sends data in frames, and ends with an empty one', () => {
    const wire = spdyWire(1)
    expect(wire.encode([Buffer.from('one '), Buffer.from('two')], 7)).toEqual(data(3, 'one two'))
    expect(wire.ending).toEqual(data(3, '', 1))
    expect(wire.ping).toEqual(control(6, 0, 0, 0, 1))
    expect([...wire.encode([Buffer.alloc(64 * 1024)], 64 * 1024).subarray(0, 8)]).toEqual([0, 0, 0, 3, 0, 1, 0, 0])
  })
})

/** Data that came in pieces, put together again. */
function joined(heard: unknown[]): unknown[] {
  const whole: [string, string?][] = []
  for (const [kind, text] of heard as [string, string?][]) {
    const last = whole.at(-1)
    // A word is complete with its third letter.
    if (kind === 'data' && last?.[0] === 'data' && (last[1]?.length ?? 3) < 3) last[1] = `${last[1] ?? ''}${text ?? ''}`
    else whole.push(text === undefined ? [kind] : [kind, text])
  }
  return whole
}
