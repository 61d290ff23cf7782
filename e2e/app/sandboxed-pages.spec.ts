import { expect, type ElectronApplication, type Frame, type Page } from 'playwright/test'
import { originUrl } from '../../shared/origin.ts'
import { ask, embedded } from '../support/embedded-pages.ts'
import { openWeb } from '../support/open-web.ts'
import { startSiteCluster, type SiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

let cluster: SiteCluster
let app: ElectronApplication
let page: Page
let web: Page

test.beforeAll(async () => {
  cluster = await startSiteCluster({ web: undefined, api: undefined })
})
test.afterAll(() => cluster.close())

test.beforeEach(async ({ launch }) => {
  ;({ app, page, web } = await openWeb(launch, cluster))
})

/** Whether a page gets to see an image. */
function sees(at: Page | Frame, url: string): Promise<boolean> {
  return at.evaluate(async (src) => {
    const image = new Image()
    image.src = src
    return image.decode().then(
      () => image.naturalWidth > 0,
      () => false,
    )
  }, url)
}

test('a sandboxed page has what its own Service has, and nothing of another', async () => {
  const own = new URL(web.url()).origin
  const api = originUrl({ cluster: 'demo', namespace: 'default', service: 'api', port: '' }, Number(new URL(own).port))
  const id = (await ask(page, 'tabs.state', undefined)).tabs[0]?.id ?? 0
  await ask(page, 'tabs.navigate', { tab: id, address: '/sandboxed' })
  await web.waitForURL('**/sandboxed')
  expect(await web.evaluate(() => origin)).toBe('null')
  expect(await sees(web, '/icon.svg')).toBe(true)
  const detour = `/redirect?to=${encodeURIComponent(`${api}icon.svg`)}`
  expect([await sees(web, `${api}icon.svg`), await sees(web, detour), await sees(web, `${api}icon.svg`)]).toEqual([
    false,
    false,
    false,
  ])
  expect(
    await web.evaluate(
      (url) =>
        fetch(url).then(
          () => 'read',
          () => 'refused',
        ),
      `${own}/`,
    ),
  ).toBe('refused')
})

test('so has a page in a sandboxed frame, and a foreign one has not', async () => {
  const own = new URL(web.url()).origin
  const api = originUrl({ cluster: 'demo', namespace: 'default', service: 'api', port: '' }, Number(new URL(own).port))
  const framed = async (at: Page, src: string): Promise<Frame> => {
    await at.evaluate(async (url) => {
      const frame = document.createElement('iframe')
      frame.sandbox.add('allow-scripts')
      if (url === 'srcdoc') frame.srcdoc = 'a report'
      else frame.src = url
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.replaceChildren(frame)
      await loaded
    }, src)
    const frame = at.frames().find((one) => one !== at.mainFrame())
    if (!frame) throw new Error('no frame')
    return frame
  }
  expect(await sees(await framed(web, 'srcdoc'), `/icon.svg?first`)).toBe(true)
  expect(await sees(await framed(web, 'srcdoc'), `${api}icon.svg`)).toBe(false)
  expect(await sees(await framed(web, '/inside'), '/icon.svg')).toBe(true)
  expect(await sees(await framed(web, 'data:text/html,foreign'), `${own}/icon.svg`)).toBe(false)
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'api', port: '' })
  expect(await sees(await framed(await embedded(app, 'api'), '/inside'), `${own}/icon.svg`)).toBe(false)
  expect(await sees(web, `${api}icon.svg`)).toBe(false)
})
