import { expect, test } from 'vitest'
import { electronEnvironment, logSwitches, sandboxSwitches } from './electron-launch.ts'

const user = { platform: 'linux', uid: 1000, userNamespaces: true, suidHelper: false }

test.each([
  { who: 'a user', facts: user, switches: [] },
  { who: 'root', facts: { ...user, uid: 0 }, switches: ['--no-sandbox'] },
  { who: 'root with the helper', facts: { ...user, uid: 0, suidHelper: true }, switches: ['--no-sandbox'] },
  { who: 'a user without user namespaces', facts: { ...user, userNamespaces: false }, switches: ['--no-sandbox'] },
  { who: 'such a user with the helper', facts: { ...user, userNamespaces: false, suidHelper: true }, switches: [] },
  { who: 'root on macOS', facts: { ...user, platform: 'darwin', uid: 0 }, switches: [] },
  { who: 'a user on Windows', facts: { ...user, platform: 'win32', uid: undefined }, switches: [] },
])('$who starts Electron with $switches', ({ facts, switches }) => {
  expect(sandboxSwitches(facts)).toEqual(switches)
})

test('Chromium is quiet, unless its log is asked for', () => {
  expect([logSwitches({}), logSwitches({ ELECTRON_ENABLE_LOGGING: '1' })]).toEqual([['--log-level=3'], []])
})

test('ELECTRON_RUN_AS_NODE is not handed on, everything else is', () => {
  expect(electronEnvironment({ ELECTRON_RUN_AS_NODE: '1', HOME: '/h' })).toEqual({ HOME: '/h' })
})
