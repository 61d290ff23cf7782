import { expect, type Browser, type Page } from 'playwright/test'
import { test } from '../support/test.ts'
import { hostOf, type AttackSite, startAttackSite, startChromium } from './attack-site.ts'

let site: AttackSite
let browser: Browser | undefined

test.beforeAll(async () => {
  // The first run on a machine installs what it needs.
  test.setTimeout(600_000)
  site = await startAttackSite()
  browser = await startChromium()
})
test.afterAll(async () => {
  await browser?.close()
  await site.close()
})

const origin = (service: string) => `http://${hostOf(service)}:${site.port}`
const classic = (segment: string) =>
  `http://127.0.0.1:${site.port}/api/v1/namespaces/default/services/${segment}/proxy/`

/** A page in a browser that knows nothing yet; undefined, and the test skipped, where there is no Chromium. */
async function freshPage(url: string): Promise<Page> {
  test.skip(!browser, 'no Chromium on this machine')
  const page = await (await browser?.newContext())?.newPage()
  if (!page) throw new Error('unreachable: the test was skipped')
  await page.goto(url)
  return page
}

const victimSaw = (marker: string) =>
  site.victim.seen.filter(({ line }) => line.includes(marker)).map(({ line }) => line)
const controlSaw = (marker: string) => site.open.seen.some(({ line }) => line.includes(marker))

/** A form that takes the whole window along. */
const form = (method: string, url: string) => `
  const form = document.body.appendChild(document.createElement('form'))
  Object.assign(form, { method: ${JSON.stringify(method)}, action: ${JSON.stringify(url)} })
  form.append(Object.assign(document.createElement('input'), { name: 'a', value: ${JSON.stringify(url)} }))
  form.submit()`

test('a form of another site changes nothing, even when it takes the whole window', async () => {
  for (const [at, from] of [`http://evil.example:${site.foreign.port}/`, `${origin('evil')}/`].entries()) {
    for (const [target, url] of [
      ['control', `http://localhost:${site.open.port}/`],
      ['origin', `${origin('victim')}/`],
      ['classic', classic('victim:http')],
    ] as const) {
      const page = await freshPage(from)
      const marker = `form-${at}-${target}`
      const left = page.waitForEvent('framenavigated')
      await page.evaluate(form('post', `${url}?attack=${marker}`))
      await left
      if (target === 'control') expect(controlSaw(marker)).toBe(true)
      else expect(victimSaw(marker)).toEqual([])
      await page.context().close()
    }
  }
})

test('a redirect leads to no file, no script and not to the API', async () => {
  const page = await freshPage(`${origin('evil')}/`)
  const redirect = (to: string) => `${origin('evil')}/redirect?code=302&to=${encodeURIComponent(to)}`
  // What a redirect can do: to a page that anybody may show.
  await page.goto(redirect(`http://localhost:${site.open.port}/?attack=redirect`))
  expect(controlSaw('attack=redirect')).toBe(true)
  for (const to of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hostile',
    'chrome://version',
    `http://127.0.0.1:${site.port}/api/v1/secrets`,
    `http://127.0.0.1:${site.port}/version`,
  ]) {
    // A page of its own for each: what shows a redirect's failure would come in the way of the next.
    const next = await page.context().newPage()
    const answer = await next.goto(redirect(to)).catch(() => null)
    expect(answer?.status() ?? 'no page', to).toEqual(to.startsWith('http:') ? 403 : 'no page')
    await next.close()
  }
})

test('a hostile Service’s worker has its own origin and no other', async () => {
  const page = await freshPage(`${origin('evil')}/`)
  const register = (scope: string) =>
    page.evaluate(
      `navigator.serviceWorker.register('/worker.js?home=' + encodeURIComponent(location.origin + '/'), { scope: ${JSON.stringify(scope)} })
        .then(() => navigator.serviceWorker.ready).then(() => 'registered', (error) => error.name)`,
    )
  expect(await register('/')).toBe('registered')
  for (const scope of [`${origin('victim')}/`, `http://127.0.0.1:${site.port}/`]) {
    expect(await register(scope)).toBe('SecurityError')
  }
  // It works, at home.
  await page.goto(`${origin('evil')}/?at=home`)
  expect(await page.title()).toBe('hijacked')
  for (const url of [`${origin('victim')}/?at=origin`, `${classic('victim:http')}?at=classic`]) {
    await page.goto(url)
    expect(await page.title(), url).toBe('page')
  }
})

// A prefetch says `Sec-Fetch-Mode: navigate` and `Sec-Fetch-Dest: document` like a link, and only `Sec-Purpose`
// says that nobody followed one.
for (const kind of ['prefetch', 'prerender']) {
  test(`no page has a Service asked ahead of time: ${kind}`, async () => {
    const page = await freshPage(`http://evil.example:${site.foreign.port}/`)
    const urls = [
      `${origin('victim')}/?attack=${kind}`,
      `${classic('victim:http')}?attack=${kind}`,
      `http://localhost:${site.open.port}/?attack=${kind}`,
    ]
    for (const url of urls) {
      const rules = { [kind]: [{ source: 'list', urls: [url], eagerness: 'immediate' }] }
      await page.evaluate(`document.body.append(Object.assign(document.createElement('script'),
        { type: 'speculationrules', textContent: ${JSON.stringify(JSON.stringify(rules))} }))`)
    }
    await expect.poll(() => controlSaw(`attack=${kind}`)).toBe(true)
    await page.waitForTimeout(500)
    expect(victimSaw(`attack=${kind}`)).toEqual([])
  })
}

// The loopback origin is shared by all classic URLs: no page may run on it, whatever scheme its URL insists on.
test.describe('a hostile page on a classic URL', () => {
  const tricky = async (): Promise<Page> => {
    const page = await freshPage(`${origin('evil')}/`)
    const there = page.waitForEvent('framenavigated')
    await page.evaluate(`location = ${JSON.stringify(classic('http:tricky:https'))}`)
    await there
    await page.waitForLoadState()
    return page
  }

  test('reads no sibling', async () => {
    const page = await tricky()
    await page.evaluate(`fetch(${JSON.stringify(`${classic('victim:http')}?attack=loopback`)}).catch(() => undefined)`)
    expect(victimSaw('attack=loopback')).toEqual([])
  })

  test('puts no worker between a sibling and its user', async () => {
    const page = await tricky()
    await page.evaluate(
      `navigator.serviceWorker?.register('worker.js?home=' + encodeURIComponent(location.href), { scope: '/' })
        .then(() => navigator.serviceWorker.ready, () => undefined)`,
    )
    await page.goto(classic('victim:http'))
    expect(await page.title()).toBe('page')
  })
})
