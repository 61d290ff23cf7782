import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hasOwnRoute, probeReleasePage, releaseUrl } from './release-page.ts'

const url = 'https://releases.test/electron.zip'
const hour = 60 * 60 * 1000

let folder = ''
let memory = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-release-'))
  memory = path.join(folder, 'cache', 'release-page.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const answers = (status: number, headers: Record<string, string> = {}): typeof fetch =>
  vi.fn(() => Promise.resolve(new Response('x', { status, headers })))
const silence: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))

test.each([
  {
    page: 'serves a range',
    request: answers(206, { 'content-range': 'bytes 0-0/123456' }),
    found: { url, size: 123456 },
  },
  { page: 'serves it whole', request: answers(200), found: { url, size: undefined } },
  { page: 'has no such file', request: answers(404), found: undefined },
  { page: 'is refused by a gateway', request: answers(403), found: undefined },
  { page: 'cannot be reached', request: silence, found: undefined },
])('the page $page', async ({ request, found }) => {
  expect(await probeReleasePage(url, { memory, request })).toEqual(found)
})

test.each([
  { later: 'an hour', wait: hour, asked: url, again: false },
  { later: 'a day', wait: 24 * hour, asked: url, again: true },
  { later: 'an hour, for another version', wait: hour, asked: `${url}2`, again: true },
])('$later after a failure it is asked again: $again', async ({ wait, asked, again }) => {
  await probeReleasePage(url, { memory, request: silence, now: () => 1_000_000 })
  const request = answers(200)
  const page = await probeReleasePage(asked, { memory, request, now: () => 1_000_000 + wait })
  expect(request).toHaveBeenCalledTimes(again ? 1 : 0)
  expect(page === undefined).toBe(!again)
})

test('a page that answers is not remembered as failed', async () => {
  await probeReleasePage(url, { memory, request: answers(200) })
  const request = answers(200)
  await probeReleasePage(url, { memory, request })
  expect(request).toHaveBeenCalledOnce()
})

test.each([
  { env: {}, own: false },
  { env: { ELECTRON_MIRROR: 'https://mirror.test/' }, own: true },
  { env: { npm_config_electron_mirror: 'https://mirror.test/' }, own: true },
  { env: { ELECTRON_GET_USE_PROXY: '1' }, own: true },
  { env: { ELECTRON_MIRROR: '' }, own: false },
  { env: { ELECTRON_RUN_AS_NODE: '1' }, own: false },
])('$env is a route of its own: $own', ({ env, own }) => {
  expect(hasOwnRoute(env)).toBe(own)
})

test('the address of a release', () => {
  expect(releaseUrl('45.4.1', 'linux', 'x64')).toMatch(/\/v45\.4\.1\/electron-v45\.4\.1-linux-x64\.zip$/)
})
