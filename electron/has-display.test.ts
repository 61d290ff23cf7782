import { expect, test } from 'vitest'
import { hasDisplay } from './has-display.ts'

test.each([
  { platform: 'linux', env: {}, has: false },
  { platform: 'linux', env: { DISPLAY: '', WAYLAND_DISPLAY: '' }, has: false },
  { platform: 'linux', env: { DISPLAY: ':0' }, has: true },
  { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, has: true },
  { platform: 'darwin', env: {}, has: true },
  { platform: 'win32', env: {}, has: true },
])('$platform with $env has a display: $has', ({ platform, env, has }) => {
  expect(hasDisplay(platform, env)).toBe(has)
})
