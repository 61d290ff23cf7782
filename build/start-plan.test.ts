import { expect, test } from 'vitest'
import { planStart } from './start-plan.ts'

const x11 = { DISPLAY: ':0' }

test.each([
  { args: [], platform: 'linux', env: x11, plan: { kind: 'window' } },
  { args: [], platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, plan: { kind: 'window' } },
  { args: [], platform: 'linux', env: {}, plan: { kind: 'no-display' } },
  { args: [], platform: 'linux', env: { DISPLAY: '' }, plan: { kind: 'no-display' } },
  { args: ['--demo'], platform: 'darwin', env: {}, plan: { kind: 'window' } },
  { args: [], platform: 'win32', env: {}, plan: { kind: 'window' } },
  { args: ['--headless'], platform: 'linux', env: x11, plan: { kind: 'no-window' } },
  { args: ['--context', 'a', '--headless'], platform: 'linux', env: {}, plan: { kind: 'no-window' } },
  { args: ['--context=--headless'], platform: 'linux', env: x11, plan: { kind: 'window' } },
  { args: ['--remote-debugging-port=0'], platform: 'linux', env: x11, plan: { kind: 'window' } },
  { args: ['--help'], platform: 'linux', env: {}, plan: { kind: 'no-window' } },
  { args: ['list', '-A'], platform: 'linux', env: x11, plan: { kind: 'no-window' } },
  { args: ['open', 'a/b'], platform: 'linux', env: x11, plan: { kind: 'window' } },
  { args: ['--port', 'x', '-h'], platform: 'linux', env: x11, plan: { kind: 'no-window' } },
])('$args on $platform with $env: $plan', ({ args, platform, env, plan }) => {
  expect(planStart(args, platform, env)).toEqual(plan)
})

test.each([
  { args: ['--port', 'x'] },
  { args: ['--kubeconfig'] },
  { args: ['--output', 'xml', '--headless'] },
  { args: ['lst'] },
])('$args is refused before anything is built', ({ args }) => {
  const plan = planStart(args, 'linux', x11)
  expect(plan.kind === 'refuse' ? plan.message : plan.kind).toContain(args[0])
})
