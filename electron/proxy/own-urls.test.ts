import { expect, test } from 'vitest'
import { maySendUrls, tellUrls, tellUrlsIn } from './own-urls.ts'

const names = { from: 'http://web.shop.demo.localhost:8001', to: 'https://localhost:3000' }
const own = 'web.shop.demo.localhost:8001'

test.each([
  [`next=http://${own}/a`, 'next=https://localhost:3000/a'],
  [`HTTP://${own.toUpperCase()}`, 'https://localhost:3000'],
  [`"ws://${own}/hmr"`, '"wss://localhost:3000/hmr"'],
  [`{"url":"http:\\/\\/${own}\\/a"}`, '{"url":"https:\\/\\/localhost:3000\\/a"}'],
  [encodeURIComponent(`http://${own}/a`), encodeURIComponent('https://localhost:3000/a')],
  [`http%3a%2f%2fweb.shop.demo.localhost%3a8001`, 'https%3a%2f%2flocalhost%3a3000'],
  [
    encodeURIComponent(encodeURIComponent(`http://${own}/a`)),
    encodeURIComponent(encodeURIComponent('https://localhost:3000/a')),
  ],
  [`http://${own}/ and http://${own}?q`, 'https://localhost:3000/ and https://localhost:3000?q'],
])('%s', (sent, told) => {
  expect(tellUrls(sent, names)).toBe(told)
})

test.each([
  `http://${own}0/`,
  `http://${own}@example.com/`,
  `http%3A%2F%2F${own}%40example.com`,
  `http://my-${own}/`,
  `http://web.shop.demo.localhost/`,
  own,
  `https://${own}/`,
])('another name, or none: %s', (sent) => {
  expect(tellUrls(sent, names)).toBe(sent)
})

test('a port that goes without saying', () => {
  const on80 = { from: 'http://web.shop.demo.localhost', to: 'http://localhost' }
  expect(tellUrls('http%3A%2F%2Fweb.shop.demo.localhost%2F', on80)).toBe('http%3A%2F%2Flocalhost%2F')
  expect(tellUrls('http://web.shop.demo.localhost:8001/', on80)).toBe('http://web.shop.demo.localhost:8001/')
  expect(tellUrls('http%3A%2F%2Fweb.shop.demo.localhost%3A8001', on80)).toBe(
    'http%3A%2F%2Fweb.shop.demo.localhost%3A8001',
  )
})

const part = (head: string, value: string): string =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`
const inParts = (url: string, file: string): string =>
  `${part('name="url"', url)}${part('name="filename=1"', url)}${part('name="f"; filename="a.txt"', file)}--x--\r\n`

test.each([
  ['its fields', 'multipart/form-data; boundary=x', inParts('https://localhost:3000/a', `http://${own}/a`)],
  ['its fields, quoted', 'multipart/form-data; boundary="x"', inParts('https://localhost:3000/a', `http://${own}/a`)],
  ['nothing without a border', 'multipart/form-data', inParts(`http://${own}/a`, `http://${own}/a`)],
])('of a form in parts %s', (_what, type, told) => {
  expect(tellUrlsIn(inParts(`http://${own}/a`, `http://${own}/a`), type, names)).toBe(told)
})

const page = { 'sec-fetch-site': 'same-origin' }

test.each([
  ['a form', { ...page, 'content-type': 'application/x-www-form-urlencoded' }, true],
  ['JSON', { ...page, 'content-type': 'application/json; charset=utf-8' }, true],
  ['JSON of a kind', { ...page, 'content-type': 'application/vnd.api+json' }, true],
  ['a form in parts', { ...page, 'content-type': 'multipart/form-data; boundary=x' }, true],
  ['a file', { ...page, 'content-type': 'application/octet-stream' }, false],
  ['what a program sends', { 'content-type': 'application/json' }, false],
  ['what is packed', { ...page, 'content-type': 'application/json', 'content-encoding': 'gzip' }, false],
  ['what is signed', { ...page, 'content-type': 'application/json', 'x-amz-content-sha256': 'abc' }, false],
])('%s', (_what, headers, may) => {
  expect(maySendUrls(headers)).toBe(may)
})
