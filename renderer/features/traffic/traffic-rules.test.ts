import { describe, expect, it } from 'vitest'
import type { TrafficRow } from '../../../shared/traffic.ts'
import { filterTraffic, methodsOf, noFilter } from './filter-traffic.ts'
import { mergeTraffic } from './merge-traffic.ts'
import { prettyBody } from './pretty-body.ts'
import { trafficCommandOf } from './traffic-keys.ts'
import { statusWords, toneOf } from './traffic-words.ts'
import { goneAbove } from './use-newest.ts'
import { waterfall } from './waterfall.ts'

const row = (id: number, more: Partial<TrafficRow> = {}): TrafficRow => ({
  id,
  service: 'demo/shop/cart',
  started: 1000,
  method: 'GET',
  path: `/v1/cart/${id}`,
  status: 200,
  type: 'application/json',
  bytesIn: 0,
  bytesOut: 100,
  firstByteMs: 5,
  totalMs: 10,
  failed: false,
  websocket: false,
  ...more,
})

describe('mergeTraffic', () => {
  it('takes in what is new, went on and is gone, and leaves the rest as it is', () => {
    const rows = [row(1), row(2, { totalMs: null }), row(3)]
    const merged = mergeTraffic(rows, { upserts: [row(2), row(4)], gone: [1] })
    expect(merged.map(({ id, totalMs }) => [id, totalMs])).toEqual([
      [2, 10],
      [3, 10],
      [4, 10],
    ])
    expect(merged[1]).toBe(rows[2])
  })
})

describe('filterTraffic', () => {
  const rows = [
    row(1),
    row(2, { status: 404, method: 'POST' }),
    row(3, { status: 503, failed: true, path: '/Login' }),
    row(4, { status: 101, websocket: true, type: '' }),
    row(5, { status: null, failed: true }),
  ]
  it.each([
    ['nothing', {}, [1, 2, 3, 4, 5]],
    ['a status', { status: '4' }, [2]],
    ['failures', { status: 'failed' }, [3, 5]],
    ['a method', { method: 'POST' }, [2]],
    ['WebSockets', { method: 'WebSocket' }, [4]],
    ['a word of the path', { text: 'login' }, [3]],
    ['words of several columns', { text: 'post cart JSON' }, [2]],
    ['a code', { text: '503' }, [3]],
    ['all of it', { text: 'cart', status: '2', method: 'GET' }, [1]],
  ] as const)('narrows by %s', (_name, change, expected) => {
    expect(filterTraffic(rows, { ...noFilter, ...change }).map(({ id }) => id)).toEqual(expected)
  })

  it('names the methods that there are', () => {
    expect(methodsOf(rows)).toEqual(['GET', 'POST', 'WebSocket'])
  })
})

describe('waterfall', () => {
  it('draws a page and what it loads on one scale', () => {
    const bars = waterfall([
      row(1, { started: 0, firstByteMs: 50, totalMs: 100 }),
      row(2, { started: 100, firstByteMs: 100, totalMs: 100 }),
    ])
    expect(bars.get(1)).toEqual({ from: 0, wait: 0.25, receive: 0.25 })
    expect(bars.get(2)).toEqual({ from: 0.5, wait: 0.5, receive: 0 })
  })

  it('begins anew after a quiet time', () => {
    const bars = waterfall([row(1, { started: 0 }), row(2, { started: 5000 })])
    expect(bars.get(2)?.from).toBe(0)
  })

  it('does not let an endless stream make the others too narrow, and draws it to the end', () => {
    const bars = waterfall([
      row(1, { started: 0, firstByteMs: 10, totalMs: null }),
      row(2, { started: 100, firstByteMs: 50, totalMs: 100 }),
    ])
    expect(bars.get(1)).toEqual({ from: 0, wait: 0.05, receive: 0.95 })
    expect(bars.get(2)).toEqual({ from: 0.5, wait: 0.25, receive: 0.25 })
  })

  it('never draws beyond its width, nor nothing', () => {
    for (const bar of waterfall([
      row(1, { started: 0, totalMs: 60_000 }),
      row(2, { started: 50_000, totalMs: 0.1, firstByteMs: 0 }),
    ]).values()) {
      expect(bar.from + bar.wait + bar.receive).toBeLessThanOrEqual(1.0001)
      expect(bar.wait + bar.receive).toBeGreaterThanOrEqual(0.0199)
    }
  })
})

describe('goneAbove', () => {
  const rows = (...ids: number[]) => ids.map((id) => row(id))
  it.each([
    ['nothing', rows(1, 2, 3), rows(1, 2, 3, 4), 1, 0],
    ['the oldest', rows(1, 2, 3, 4), rows(3, 4, 5), 2, 2],
    ['also the one in sight', rows(1, 2, 3, 4), rows(4, 5), 1, 3],
    ['all', rows(1, 2), rows(8, 9), 0, 0],
  ])('counts %s', (_name, before, after, first, expected) => {
    expect(goneAbove(before, after, first)).toBe(expected)
  })
})

describe('words', () => {
  it.each([
    [{ status: 200, failed: false, totalMs: 1 }, '200', 'plain'],
    [{ status: 404, failed: false, totalMs: 1 }, '404', 'warn'],
    [{ status: 503, failed: true, totalMs: 1 }, '503', 'bad'],
    [{ status: null, failed: true, totalMs: 1 }, 'failed', 'bad'],
    [{ status: null, failed: false, totalMs: null }, '…', 'plain'],
    [{ status: null, failed: false, totalMs: 1 }, 'cancelled', 'quiet'],
  ] as const)('%j', (known, words, tone) => {
    expect([statusWords(known), toneOf(known)]).toEqual([words, tone])
  })

  it.each([
    ['{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
    [' [ {} , [], "a, b: \\"c\\"" ]', '[\n  {},\n  [],\n  "a, b: \\"c\\""\n]'],
    ['{"id":12345678901234567890}', '{\n  "id": 12345678901234567890\n}'],
    ['{"a":', '{"a":'],
    ['<p>{}</p>', '<p>{}</p>'],
  ])('lays out JSON that is whole: %s', (text, expected) => {
    expect(prettyBody(text, false)).toBe(expected)
  })

  it.each([
    ['[{"a":tru', '[\n  {\n    "a": tru'],
    ['[1,{"a":"b, c', '[\n  1,\n  {\n    "a": "b, c'],
    ['{"a":1}\n{"b":2}\n{"c', '{"a":1}\n{"b":2}\n{"c'],
    ['[2026-11-29] started: 1, 2', '[2026-11-29] started: 1, 2'],
    ['[1] one', '[1] one'],
    ['[error, and so on', '[error, and so on'],
  ])('lays out the beginning of JSON as far as it goes, and nothing else: %s', (text, expected) => {
    expect(prettyBody(text, true)).toBe(expected)
  })

  it('grows no text of brackets beyond measure', () => {
    expect(prettyBody('['.repeat(65_536), true).length).toBeLessThan(10_000_000)
  })
})

describe('trafficCommandOf', () => {
  const press = (key: string, more = {}) => ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  })
  it.each([
    ['/', {}, 'list', { do: 'filter' }],
    ['/', {}, 'field', undefined],
    ['f', { ctrlKey: true }, 'panel', { do: 'filter' }],
    ['ArrowDown', {}, 'list', { do: 'move', by: 1 }],
    ['ArrowUp', {}, 'field', { do: 'move', by: -1 }],
    ['ArrowDown', {}, 'panel', undefined],
    ['j', {}, 'field', undefined],
    ['k', {}, 'list', { do: 'move', by: -1 }],
    ['Enter', {}, 'field', { do: 'open' }],
    [' ', {}, 'list', { do: 'pause' }],
    ['Escape', {}, 'field', { do: 'leave-filter' }],
    ['Escape', {}, 'panel', { do: 'close' }],
    ['w', { ctrlKey: true }, 'list', undefined],
  ] as const)('%s %j in the %s', (key, more, at, expected) => {
    expect(trafficCommandOf(press(key, more), at, false)).toEqual(expected)
  })
})
