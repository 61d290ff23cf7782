import { expect, type ElectronApplication, type Locator, type Page } from 'playwright/test'
import { type DemoCluster, startDemoCluster } from '../../electron/demo/demo-cluster.ts'
import { ask, embedded } from '../support/embedded-pages.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { openWeb } from '../support/open-web.ts'
import { startSiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

const lines = (page: Page) => page.getByRole('list', { name: 'Clusters' }).getByRole('listitem')

async function resize(app: ElectronApplication, page: Page, width: number, height = 800): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
    [width, height] as const,
  )
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height])
}

/** Whether all of a text is within the box that shows it, in both directions. */
const isWhole = (locator: Locator): Promise<boolean> =>
  locator.evaluate((box) => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight)

/** Whether a character of a text can be seen: within its box, which cuts off what is outside. */
const shows = (locator: Locator, at: number): Promise<boolean> =>
  locator.evaluate((box, index) => {
    const text = document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode()
    if (!text) return false
    const range = document.createRange()
    range.setStart(text, index)
    range.setEnd(text, index + 1)
    const [letter, { left, right }] = [range.getBoundingClientRect(), box.getBoundingClientRect()]
    return letter.left >= left - 1 && letter.right <= right + 1
  }, at)

async function clustersOf(names: readonly string[]): Promise<{
  clusters: readonly DemoCluster[]
  kubeconfig: string
  close: () => Promise<unknown>
}> {
  const clusters = await Promise.all(names.map(() => startDemoCluster({ workloads: false })))
  const contexts = Object.fromEntries(clusters.map((cluster, at) => [names[at] ?? '', [cluster] as const]))
  const { kubeconfig, remove } = await writeKubeconfig(contexts)
  return { clusters, kubeconfig, close: () => Promise.all([...clusters.map((cluster) => cluster.close()), remove()]) }
}

test('a cluster’s name is whole in the heading at any width, and nothing beside it stands by half', async ({
  launch,
}) => {
  const blue = 'platform-observability-staging-eu-central-1'
  const { kubeconfig, close } = await clustersOf([
    `arn:aws:eks:eu-central-1:123456789012:cluster/${blue}-blue`,
    `arn:aws:eks:eu-central-1:123456789012:cluster/${blue}-green`,
    'ada.lovelace@production-platform.eu-central-1.eksctl.io',
    'مجموعة الإنتاج الرئيسية في أوروبا',
  ])
  const { app } = await launch({ kubeconfig, args: ['--port', '0'] })
  const page = await app.firstWindow()
  const heading = page.getByRole('heading', { level: 1 })
  for (const [at, name] of [`${blue}-blue`, `${blue}-green`, 'ada.lovelace', 'مجموعة'].entries()) {
    await lines(page).nth(at).getByRole('button').first().click()
    await expect(heading).toContainText(name)
    await page.getByText('1 Service', { exact: true }).waitFor()
    for (const width of [1280, 900, 899, 640]) {
      await resize(app, page, width)
      expect(await isWhole(heading), `${name} at ${width}`).toBe(true)
      const facts = page.locator('header > span > span').filter({ hasText: /^(https:|v1\.)/ })
      const half = await facts.evaluateAll((all) =>
        all.flatMap((one) => {
          const [box, around] = [one.getBoundingClientRect(), one.parentElement?.getBoundingClientRect()]
          const seen = around && box.top < around.bottom && box.width > 0
          return seen && (box.right > around.right + 1 || box.width < 80) ? [one.textContent] : []
        }),
      )
      expect(half, `${name} at ${width}`).toEqual([])
    }
  }
  // In the rail every cluster has letters, whatever its script.
  await expect(lines(page).nth(3).locator('[aria-hidden]').first()).toHaveText(/^\p{L}{2}/u)
  await close()
})

test('many pins leave room for a few clusters', async ({ launch }) => {
  const { kubeconfig, close } = await clustersOf(['one', 'two', 'three'])
  const { app } = await launch({ kubeconfig, args: ['--port', '0'] })
  const page = await app.firstWindow()
  await expect(lines(page)).toHaveCount(3)
  for (let at = 0; at < 30; at++) {
    const dashboard = { cluster: 'one', namespace: 'default', name: `pin-${at}`, port: '' }
    await ask(page, 'desk.pin', { dashboard, pinned: true })
  }
  await page.getByRole('button', { name: 'pin-29' }).first().waitFor()
  await resize(app, page, 1280, 600)
  const around = page.getByRole('list', { name: 'Clusters' }).locator('..')
  for (let at = 0; at < 3; at++) {
    const [line, box] = [await lines(page).nth(at).boundingBox(), await around.boundingBox()]
    if (!line || !box) throw new Error('not drawn')
    expect(line.y + line.height, `cluster ${at}`).toBeLessThanOrEqual(box.y + box.height + 1)
  }
  // They scroll by themselves, above what leads to the screens.
  const pins = page.getByRole('region', { name: 'Pinned' }).locator('..')
  expect(await pins.evaluate((box) => box.clientHeight >= 96 && box.scrollHeight > box.clientHeight)).toBe(true)
  await close()
})

test('a title from right to left keeps its beginning, in its tab and in menus', async ({ launch }) => {
  const cluster = await startSiteCluster({ web: undefined, api: undefined })
  const { app, page, web } = await openWeb(launch, cluster)
  const title = 'لوحة المراقبة الرئيسية لأداء الخدمات في أوروبا الوسطى والشرقية وما حولها'
  await web.evaluate((words) => (document.title = words), title)
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'api', port: '' })
  await embedded(app, 'api')
  const tab = page.getByRole('tab', { name: title }).getByText(title)
  const end = title.length - 1
  await expect(tab).toBeVisible()
  expect([await shows(tab, 0), await shows(tab, end)]).toEqual([true, false])
  await page.getByRole('tab', { name: /^api/ }).click({ button: 'right' })
  const item = page.getByRole('menuitem', { name: title }).getByText(title)
  await expect(item).toBeVisible()
  expect([await shows(item, 0), await shows(item, end)]).toEqual([true, false])
  await cluster.close()
})

test('what matched is as legible in the palette as the system’s colours allow', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('shop')
  const mark = page.getByRole('option', { selected: false }).locator('mark').first()
  const contrast = await mark.evaluate((one) => {
    const light = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).slice(0, 3).map((part) => {
        const value = Number(part) / 255
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    }
    const { color, backgroundColor } = getComputedStyle(one)
    const [a, b] = [light(color), light(backgroundColor)]
    return Math.max(a, b) / Math.min(a, b)
  })
  expect(contrast).toBeGreaterThan(4.5)
})

test('the status bar holds all that there is to say in a narrow window', async ({ launch }) => {
  const cluster = await startSiteCluster({ web: undefined })
  const { app, page, web } = await openWeb(launch, cluster)
  await app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http://web.'))
    contents?.session.on('will-download', (_event, item) => item.setSavePath('/dev/null'))
  })
  await web.evaluate(() => (location.href = '/download?name=report.pdf'))
  for (let at = 0; at < 12; at++) {
    const service = { cluster: 'demo', namespace: 'default', name: 'web', port: '' }
    await ask(page, 'forward.start', { service, localPort: 0 })
  }
  await ask(page, 'tabs.open', { cluster: 'demo', namespace: 'default', name: 'nobody', port: '' })
  const bar = page.getByRole('contentinfo')
  for (const words of ['1 download', '12 forwarded ports', '1 error']) await expect(bar).toContainText(words)
  for (const width of [1280, 900, 899, 640]) {
    await resize(app, page, width)
    expect(await bar.evaluate((one) => one.scrollWidth - one.clientWidth), `at ${width}`).toBe(0)
  }
  await cluster.close()
})

test('the menu of a row at the end of the window is whole', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  const row = page.getByRole('row').filter({ hasText: 'notes' }).first()
  await row.waitFor()
  const { y, height } = (await row.boundingBox()) ?? { y: 0, height: 0 }
  await resize(app, page, 1280, Math.round(y + height) + 90)
  await row.hover()
  await row.getByRole('button', { name: 'What to copy for notes' }).click()
  const menu = page.getByRole('menu', { name: 'What to copy for notes' })
  await expect(menu.getByRole('menuitem', { name: /^curl/ })).toBeVisible()
  await expect.poll(() => isWhole(menu)).toBe(true)
  await expect(menu.getByRole('menuitem').last()).toBeInViewport({ ratio: 1 })
})
