import { expect, it } from 'vitest'
import type { Frame } from './own-frame.ts'
import { askedOfItself } from './sandboxed-pages.ts'

const host = 'web.default.demo.localhost:8001'
const own = `http://${host}`
const sibling = 'http://evil.default.demo.localhost:8001'
const icon = `${own}/icon.svg`
type Place = [url: string, origin: string]

/** From the frame out to the page. */
it.each<[name: string, url: string, frames: Place[], expected: string | undefined]>([
  ['a sandboxed page', icon, [[`${own}/report`, 'null']], host],
  [
    'a sandboxed frame of its page',
    icon,
    [
      [`${own}/report`, 'null'],
      [`${own}/`, own],
    ],
    host,
  ],
  [
    'a sandboxed frame that its page has written itself',
    icon,
    [
      ['about:srcdoc', 'null'],
      [`${own}/`, own],
    ],
    host,
  ],
  [
    'one that a foreign frame has written',
    icon,
    [
      ['about:srcdoc', 'null'],
      ['http://evil.example/', 'null'],
      [`${own}/`, own],
    ],
    undefined,
  ],
  [
    'one in what nobody knows who made',
    icon,
    [
      ['about:srcdoc', 'null'],
      ['data:text/html,x', 'null'],
      [`${own}/`, own],
    ],
    undefined,
  ],
  ['a page without a sandbox, of which the browser tells', icon, [[`${own}/`, own]], undefined],
  ['a sandboxed page that asks another', icon, [[`${sibling}/`, 'null']], undefined],
  ['a sandboxed page that asks another port', `${sibling}0/`, [[`${sibling}/`, 'null']], undefined],
  [
    'a frame in a foreign page that shows what was refused to it',
    icon,
    [
      [`${own}/`, 'null'],
      [`${sibling}/`, sibling],
    ],
    undefined,
  ],
  [
    'the same in a foreign frame of its own page',
    icon,
    [
      [`${own}/`, 'null'],
      ['http://evil.example/', 'http://evil.example'],
      [`${own}/`, own],
    ],
    undefined,
  ],
  [
    'the same in a document that nobody knows who made',
    icon,
    [
      [`${own}/`, 'null'],
      ['about:blank', 'null'],
    ],
    undefined,
  ],
])('askedOfItself: %s', (_name, url, frames, expected) => {
  const frame = frames.reduceRight<Frame | null>((parent, [at, origin]) => ({ url: at, origin, parent }), null)
  expect(askedOfItself({ url, frame })).toBe(expected)
})
