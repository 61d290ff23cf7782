import { connect } from 'node:net'
import { expect, type Browser, type Page } from 'playwright/test'
import { ask, embedded } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'
import { cookieDomains, hostOf, type AttackSite, startAttackSite, startChromium } from './attack-site.ts'
import { startCarelessServer } from './careless-server.ts'
import { rawAttacks } from './raw-attacks.ts'
import type { Recorder } from './recorder.ts'
import { attempt, vectors } from './vectors.ts'

let site: AttackSite
let browser: Browser | undefined

/** Every attempt, for the table. */
const table: [from: string, technique: string, target: string, result: string][] = []

test.describe.configure({ timeout: 300_000 })
test.beforeAll(async () => {
  // The first run on a machine installs what it needs.
  test.setTimeout(600_000)
  site = await startAttackSite()
  browser = await startChromium()
})
test.afterAll(async () => {
  const succeeded = table.filter(([, , , result]) => result.startsWith('SUCCEEDED'))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  process.stdout.write(['\n', ...table.map(line)].join(''))
  process.stdout.write(`${table.length} attempts, ${succeeded.length} succeeded\n`)
  await browser?.close()
  await site.close()
})

const origin = (service: string, at = site.port) => `http://${hostOf(service)}:${at}`
const classic = (host: string, at: number) =>
  `http://${host}:${at}/api/v1/namespaces/default/services/victim:http/proxy`

/** Tries every vector from a page against each target; what arrived is what succeeded. Vectors that reach nothing unguarded do not count. */
async function attack(from: string, page: Page, listener: number, stopped = /^$/): Promise<void> {
  const control = `http://localhost:${site.open.port}`
  const targets = {
    'its origin': origin('victim', listener),
    'its short name': `http://victim.default.demo.localhost:${listener}`,
    'its classic URL, 127.0.0.1': classic('127.0.0.1', listener),
    'its classic URL, localhost': classic('localhost', listener),
  }
  const id = (vector: string, target: string) => encodeURIComponent(`${from} ${vector} ${target}`.replace(/\W+/g, '-'))
  for (const vector of Object.keys(vectors)) {
    await page.evaluate(attempt(vector, `${control}/?attack=${id(vector, 'control')}`))
    for (const [target, url] of Object.entries(targets)) {
      await page.evaluate(attempt(vector, `${url}/?attack=${id(vector, target)}`))
      // By way of a redirect of somebody who may.
      const detour = `${origin('evil', listener)}/redirect?code=307&to=${encodeURIComponent(`${url}/?attack=${id(vector, `${target}-redirected`)}`)}`
      if (from.includes('hostile')) await page.evaluate(attempt(vector, detour))
    }
  }
  const arrived = (recorder: Recorder, marker: string) => recorder.seen.some(({ line }) => line.includes(marker))
  const works = Object.keys(vectors).filter((vector) => !blockedByBrowser.has(vector) && !stopped.test(vector))
  await expect
    .poll(() => works.filter((vector) => !arrived(site.open, id(vector, 'control'))), {
      message: 'controls that arrive',
    })
    .toEqual([])
  // The controls have arrived; what is to arrive elsewhere has had the same time, and some more.
  await page.waitForTimeout(1000)
  for (const vector of Object.keys(vectors)) {
    const real = arrived(site.open, id(vector, 'control'))
    for (const target of Object.keys(targets).flatMap((one) => [one, `${one}-redirected`])) {
      if (target.endsWith('-redirected') && !from.includes('hostile')) continue
      const reached = arrived(site.victim, id(vector, target))
      table.push([from, vector, target, reached ? 'SUCCEEDED' : real ? 'refused' : 'refused (by the browser, too)'])
    }
  }
}

/** What browsers do not send to another origin at all, or not from everywhere. */
const blockedByBrowser = new Set(['fetch, PUT with a header', 'fetchLater', 'audio worklet', 'paint worklet'])

const successes = () =>
  table.filter(([, technique, , result]) => result.startsWith('SUCCEEDED') && !technique.startsWith('document.cookie'))

test('a foreign site in Chromium reaches no Service', async () => {
  test.skip(!browser, 'no Chromium on this machine')
  const page = await browser?.newPage()
  if (!page) return
  for (const host of ['evil.example', '127.0.0.1']) {
    await page.goto(`http://${host}:${site.foreign.port}/`)
    await attack(`foreign site ${host}`, page, site.port)
  }
  expect(successes()).toEqual([])
})

test('a hostile Service in Chromium reaches no sibling', async () => {
  test.skip(!browser, 'no Chromium on this machine')
  const page = await browser?.newPage()
  if (!page) return
  await page.goto(`${origin('evil')}/`)
  await attack('hostile Service in Chromium', page, site.port)
  expect(successes()).toEqual([])
})

test('a hostile Service’s answer tosses no cookie to a sibling', async () => {
  test.skip(!browser, 'no Chromium on this machine')
  const cookie = await tossed('Set-Cookie', async (page) => {
    await page.goto(`${origin('evil')}/cookies`)
  })
  expect(cookie).toBe('')
})

// A page may set cookies for the domains above its own, up to its site; each Service has a site of its own.
for (const at of ['its own origin', 'its short name']) {
  test(`nor does its script, at ${at}`, async () => {
    test.skip(!browser, 'no Chromium on this machine')
    const address = at === 'its own origin' ? origin('evil') : `http://evil.default.demo.localhost:${site.port}`
    for (const [index, domain] of cookieDomains.entries()) {
      const cookie = await tossed(`document.cookie at ${at}, ${domain}`, async (page) => {
        await page.goto(`${address}/`)
        await page.evaluate(`document.cookie = 'tossed${index}=1; Domain=${domain}; Path=/'`)
        // It can, and does, for those that are its own: the attempt is real.
        const own = hostOf('evil').endsWith(`.${domain}`) || hostOf('evil') === domain
        expect(await page.evaluate('document.cookie'), domain).toBe(
          own && domain !== 'localhost' ? `tossed${index}=1` : '',
        )
      })
      expect(cookie, domain).toBe('')
    }
  })
}

/** The cookies that the victim gets from a browser in which the hostile Service has set some. */
async function tossed(technique: string, toss: (page: Page) => Promise<void>): Promise<string | undefined> {
  const context = await browser?.newContext()
  const page = await context?.newPage()
  if (!context || !page) return undefined
  await toss(page)
  const marker = `/?cookies=${encodeURIComponent(technique)}`
  await page.goto(origin('victim') + marker)
  await context.close()
  const cookie = site.victim.seen.find(({ line }) => line === `GET ${marker}`)?.cookie
  const result = cookie === '' ? 'refused' : `SUCCEEDED: ${cookie ?? 'nothing came'}`
  table.push(['hostile Service in Chromium', technique, 'its cookies', result])
  return cookie
}

test('a hostile Service in the app reaches no sibling, no API and no power of the app', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const window = await app.firstWindow()
  await window
    .getByRole('row')
    .filter({ has: window.getByText('evil', { exact: true }) })
    .waitFor()
  await ask(window, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'evil', port: '' })
  const page = await embedded(app, 'evil')
  // The app lets no page send a form elsewhere, not even from a frame.
  await attack('hostile Service in the app', page, Number(new URL(page.url()).port), /^form/)
  const powers = await page.evaluate(
    `['porthole', 'require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer', 'opener'].filter((name) => window[name])`,
  )
  table.push([
    'hostile Service in the app',
    'globals',
    'the app',
    JSON.stringify(powers) === '[]' ? 'refused' : 'SUCCEEDED',
  ])
  expect(powers).toEqual([])
  for (const domain of cookieDomains) await page.evaluate(`document.cookie = 'tossed=1; Domain=${domain}; Path=/'`)
  await ask(window, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'victim', port: '' })
  await embedded(app, 'victim')
  const cookie = site.victim.seen.findLast(({ line }) => line === 'GET /')?.cookie
  table.push(['hostile Service in the app', 'cookies', 'its cookies', cookie === '' ? 'refused' : 'SUCCEEDED'])
  expect(cookie).toBe('')
  // Its own root, not the API server's: whatever the path, the request is the application's.
  await page.evaluate(`fetch('/api/v1/secrets?attack=own-root')`)
  await expect.poll(() => site.evil.seen.some(({ line }) => line === 'GET /api/v1/secrets?attack=own-root')).toBe(true)
  expect(successes()).toEqual([])
})

test('no bytes on a socket reach what they should not', async () => {
  const careless = await startCarelessServer()
  const fill = (text: string) =>
    text
      .replaceAll('HOST', `${hostOf('evil')}:${site.port}`)
      .replaceAll('VICTIM', `${hostOf('victim')}:${site.port}`)
      .replaceAll('API', `127.0.0.1:${site.port}`)
      .replaceAll('PORT', String(site.port))
  // Bytes that are a plain question arrive, from the same program in the same way.
  const plain = fill('GET /?attack=control HTTP/1.1\r\nHost: VICTIM\r\n\r\n')
  // The first one may take its time, since Porthole looks at the port then.
  await expect.poll(() => send(site.port, plain)).toContain('HTTP/1.1 200 OK')
  expect(site.victim.seen.some(({ line }) => line === 'GET /?attack=control')).toBe(true)
  // Longer than a head may take.
  const slow = send(site.port, fill('GET /?attack=slow HTTP/1.1\r\nHost: VICTIM\r\n'), undefined, 40_000)
  for (const { name, bytes, then, one = false } of rawAttacks) {
    const before = site.victim.seen.length
    const [first, second] = [fill(bytes), then === undefined ? undefined : fill(then)]
    careless.targets.length = 0
    const [answer] = await Promise.all([send(site.port, first, second), send(careless.port, first, second)])
    expect(careless.targets.length, `${name}: a careless server takes it for requests`).toBeGreaterThan(0)
    const codes = [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, code]) => code ?? '')
    const reached = site.victim.seen.length > before
    const more = one && codes.length > 1
    const read = /"kind":\s*"SecretList"|gitVersion/.test(answer)
    table.push([
      'a program',
      name,
      'Service or API',
      reached || read || more ? 'SUCCEEDED' : `refused (${codes.join(', ')})`,
    ])
  }
  expect(await slow, 'a head that does not end').toContain('HTTP/1.1 408 ')
  await careless.close()
  expect(successes()).toEqual([])
})

/** Sends bytes, and others when there has been an answer; gives what comes back within a moment, or so many ms. */
function send(port: number, bytes: string, then?: string, patience = 250): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => void socket.write(bytes, 'latin1'))
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      if (text === '' && then !== undefined) socket.write(then, 'latin1')
      text += chunk
    })
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(text))
    setTimeout(() => socket.destroy(), patience)
  })
}
