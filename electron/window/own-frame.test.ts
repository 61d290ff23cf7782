import { expect, it } from 'vitest'
import { isOwnFrame } from './own-frame.ts'

const own = 'http://web.default.demo.localhost:8001'
type Place = [url: string, origin: string]

/** From the frame out to the page. */
it.each<[name: string, frames: Place[], expected: boolean]>([
  ['the page', [[`${own}/a`, own]], true],
  [
    'a frame of it',
    [
      ['about:srcdoc', own],
      [`${own}/`, own],
    ],
    true,
  ],
  [
    'a frame that has not gone anywhere',
    [
      ['', own],
      [`${own}/`, own],
    ],
    true,
  ],
  [
    'its own sandbox',
    [
      ['about:srcdoc', 'null'],
      [`${own}/`, own],
    ],
    true,
  ],
  [
    'its own page in a sandbox',
    [
      [`${own}/a`, 'null'],
      [`${own}/`, own],
    ],
    true,
  ],
  [
    'a document that a sandbox made, which may be that of another site',
    [
      ['blob:null/0-1', 'null'],
      [`${own}/`, own],
    ],
    false,
  ],
  [
    'a document that another site may have gone to',
    [
      ['data:text/html,x', 'null'],
      [`${own}/`, own],
    ],
    false,
  ],
  [
    'another site',
    [
      ['https://evil.example/', 'https://evil.example'],
      [`${own}/`, own],
    ],
    false,
  ],
  [
    'another site in a sandbox',
    [
      ['https://evil.example/', 'null'],
      [`${own}/`, own],
    ],
    false,
  ],
  [
    'a document that another site made',
    [
      ['blob:https://evil.example/0-1', 'null'],
      [`${own}/`, own],
    ],
    false,
  ],
  [
    'a sandbox of another site',
    [
      ['about:srcdoc', 'null'],
      ['https://evil.example/', 'https://evil.example'],
      [`${own}/`, own],
    ],
    false,
  ],
  [
    'an address that begins like it',
    [
      [`${own}0/`, 'null'],
      [`${own}/`, own],
    ],
    false,
  ],
])('isOwnFrame: %s', (_name, frames, expected) => {
  const frame = frames.reduceRight<Parameters<typeof isOwnFrame>[0] | null>(
    (parent, [url, origin]) => ({ url, origin, parent }),
    null,
  )
  expect(frame && isOwnFrame(frame, own)).toBe(expected)
})
