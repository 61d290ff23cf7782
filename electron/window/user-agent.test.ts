import { expect, it } from 'vitest'
import { browserUserAgent } from './user-agent.ts'

it.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) porthole/0.1.0 Chrome/130.0.6723.137 Electron/33.2.1 Safari/537.36',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.6723.137 Safari/537.36',
  ],
])('browserUserAgent', (full, expected) => {
  expect(browserUserAgent(full)).toBe(expected)
})
