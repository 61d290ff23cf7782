import { expect, test } from 'vitest'
import { mendHead } from './odd-head.ts'

const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n')

test.each([
  ['a line without a colon', ['Warning in line 3', 'Content-Length: 2'], ['Content-Length: 2']],
  ['what goes on from one', ['Warning', ' of a page', 'X-A: 1', ' 2'], ['X-A: 1', ' 2']],
  ['names that are none', ['X[1]: a', ': b', 'X-\xe9: c', '<b>: d', 'X-A: 1'], ['X-A: 1']],
  ['control characters', ['X-A: a\x01b\x7fc\0d'], ['X-A: abcd']],
  ['a length said twice', ['Content-Length: 2', 'X-A: 1', 'content-length:2 '], ['Content-Length: 2', 'X-A: 1']],
  ['a length in a list', ['Content-Length: 2, 2'], ['Content-Length: 2']],
  ['an encoding that is none', ['Transfer-Encoding: identity', 'Content-Length: 2'], ['Content-Length: 2']],
])('takes out %s', (_what, written, left) => {
  expect(mendHead(head(...written))).toBe(head(...left))
})

test.each([
  ['lengths that differ', head('Content-Length: 2', 'Content-Length: 3')],
  ['a list of them', head('Content-Length: 2, 3')],
  ['pieces', head('Transfer-Encoding: chunked', 'Content-Length: 2')],
  ['other encodings', head('Transfer-Encoding: gzip, chunked')],
  ['Latin-1 and UTF-8', head('X-A: \xe9\xc3\xa9', 'X-B:\ta')],
  ['bare line feeds', head('X-A : 1', 'X-B:').replaceAll('\r', '')],
  ['a length in a value', head('X-A: content-length: 2', 'Content-Length: 2')],
])('leaves %s', (_what, written) => {
  expect(mendHead(written)).toBe(written)
})

test('looks at a large head in linear time', () => {
  const large = head(...Array.from({ length: 2000 }, (_, at) => `content-length${at}: content-length`))
  const started = performance.now()
  mendHead(large)
  mendHead(large.replaceAll(' c', '\x01'))
  expect(performance.now() - started).toBeLessThan(100)
})
