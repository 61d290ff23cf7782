import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { allContents, ask, embedded, press } from '../support/embedded-pages.ts'
import { photograph } from '../support/looks.ts'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

interface Place {
  url: string
  visible: boolean
  x: number
  y: number
  width: number
  height: number
}

/** Has views tell whether they are visible: Electron says so from version 35 on, and a page that is tested always thinks it is. */
async function watchViews(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ View }) => {
    const prototype: { setVisible: (this: Electron.View, visible: boolean) => void } = View.prototype
    const setVisible = prototype.setVisible
    View.prototype.setVisible = function (visible) {
      Object.assign(this, { shown: visible })
      setVisible.call(this, visible)
    }
  })
}

/** The embedded pages as the window system has them, in the order of their left and upper edges. */
async function places(app: ElectronApplication): Promise<Place[]> {
  const all = await app.evaluate(({ BrowserWindow }) => {
    const views = BrowserWindow.getAllWindows()[0]?.contentView.children ?? []
    return views.map((view) => {
      const { webContents, shown = false } = view as unknown as { webContents: Electron.WebContents; shown?: boolean }
      return { url: webContents.getURL(), visible: shown, ...view.getBounds() }
    })
  })
  return all.filter(({ url }) => !url.startsWith('app:')).sort((a, b) => a.x - b.x || a.y - b.y)
}

/** The Services whose pages can be seen, from left to right. */
async function seen(app: ElectronApplication): Promise<string[]> {
  const shown = (await places(app)).filter(({ visible }) => visible)
  return shown.map(({ url }) => new URL(url).hostname.split('.')[0] ?? '')
}

const focused = (app: ElectronApplication) =>
  app.evaluate(
    ({ webContents }) => new URL(webContents.getFocusedWebContents()?.getURL() ?? 'x:').hostname.split('.')[0],
  )

const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })

async function open(app: ElectronApplication, page: Page, name: string): Promise<Page> {
  await page.getByRole('tab', { name: 'Services' }).click()
  await row(page, name).click()
  const opened = await embedded(app, name)
  await expect.poll(() => seen(app)).toEqual([name])
  return opened
}

async function violations(page: Page, ...apart: string[]): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().disableRules(apart).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

test('two dashboards side by side: by key, both alive, the focus follows a click, find acts on the active one', async ({
  launch,
}) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  await watchViews(app)
  const page = await app.firstWindow()
  const pulse = await open(app, page, 'pulse')
  const notes = await open(app, page, 'notes')
  const tab = (name: RegExp) => page.getByRole('tab', { name })

  await press(app, notes, 'control+\\')
  await expect.poll(() => seen(app)).toEqual(['notes', 'pulse'])
  const [left, right] = await places(app)
  const panels = await page
    .getByRole('tabpanel')
    .filter({ has: page.getByRole('toolbar') })
    .all()
  expect(panels).toHaveLength(2)
  const room = await page.getByRole('main').boundingBox()
  if (!left || !right || !room) throw new Error('no places')
  // They share the room, without a gap but for what divides them.
  expect(left.x).toBe(Math.round(room.x))
  expect(right.x + right.width).toBe(Math.round(room.x + room.width))
  expect(right.x - left.x - left.width).toBe(7)
  expect(Math.abs(left.width - right.width)).toBeLessThanOrEqual(1)
  // Each is its own page, and lays itself out for its half.
  expect(await notes.evaluate(() => innerWidth)).toBe(left.width)
  expect(await pulse.evaluate(() => innerWidth)).toBe(right.width)
  expect(await notes.evaluate(() => document.visibilityState)).toBe('visible')
  expect(await pulse.evaluate(() => document.visibilityState)).toBe('visible')
  await expect(tab(/notes/i)).toHaveAttribute('aria-selected', 'true')
  expect(await focused(app)).toBe('notes')

  // A click into the other one makes it the one that keys and tools mean.
  await app.evaluate(({ webContents }, url) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
    contents?.focus()
  }, pulse.url())
  await expect(tab(/pulse/i)).toHaveAttribute('aria-selected', 'true')
  expect(await seen(app)).toEqual(['notes', 'pulse'])
  await press(app, pulse, 'control+f')
  const find = page.getByRole('search', { name: 'Find in page' })
  await expect(find).toHaveCount(1)
  await expect(page.getByRole('tabpanel', { name: /pulse/i }).getByRole('search')).toBeVisible()
  await page.keyboard.type('latency')
  await expect(find.getByRole('status')).not.toBeEmpty()
  await page.keyboard.press('Escape')

  // What is around the other page is used for that page.
  const address = page.getByRole('tabpanel', { name: /notes/i }).getByRole('textbox', { name: 'Address' })
  await address.click()
  await expect(tab(/notes/i)).toHaveAttribute('aria-selected', 'true')
  await expect(address).toBeFocused()
  await page.keyboard.press('Escape')

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await app.evaluate(({ nativeTheme }, theme) => (nativeTheme.themeSource = theme), colorScheme)
    expect(await violations(page)).toEqual([])
    await expect.poll(() => seen(app)).toEqual(['notes', 'pulse'])
    await photograph(app, `split-${colorScheme}.png`)
  }
})

test('the palette above both hides neither for good, and offers who may stand beside', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  await watchViews(app)
  const page = await app.firstWindow()
  await open(app, page, 'pulse')
  await open(app, page, 'chat')
  const notes = await open(app, page, 'notes')
  await press(app, notes, 'control+k')
  const palette = page.getByRole('dialog')
  await expect(palette).toBeVisible()
  await page.keyboard.type('split pulse')
  await expect(palette.getByRole('option').first()).toContainText(/split view with pulse/i)
  await page.keyboard.press('Enter')
  await expect.poll(() => seen(app)).toEqual(['notes', 'pulse'])

  for (let round = 0; round < 3; round++) {
    await press(app, notes, 'control+k')
    await expect(palette).toBeVisible()
    await expect.poll(() => seen(app)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(palette).toBeHidden()
    await expect.poll(() => seen(app)).toEqual(['notes', 'pulse'])
    await expect.poll(() => focused(app)).toBe('notes')
  }
  await press(app, notes, 'control+k')
  await page.keyboard.type('end split')
  await page.keyboard.press('Enter')
  await expect.poll(() => seen(app)).toEqual(['notes'])
})

test('the menu of a tab pairs, swaps and ends; a third tab is alone, closing one ends the pair', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  await watchViews(app)
  const page = await app.firstWindow()
  await open(app, page, 'pulse')
  await open(app, page, 'chat')
  const notes = await open(app, page, 'notes')
  const tab = (name: RegExp) => page.getByRole('tab', { name })
  const choose = async (name: RegExp, item: string | RegExp) => {
    await tab(name).click({ button: 'right' })
    await page.getByRole('menuitem', { name: item }).click()
  }

  await tab(/pulse/i).click({ button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // A menu floats above the page's regions and belongs to none.
    expect(await violations(page, 'region')).toEqual([])
    await page.screenshot({ path: picture(`tab-menu-${colorScheme}.png`), animations: 'disabled' })
  }
  await page.getByRole('menuitem', { name: /notes/i }).click()
  await expect.poll(() => seen(app)).toEqual(['notes', 'pulse'])
  await expect(page.getByRole('tab')).toHaveText([/Services/, /chat/i, /notes/i, /pulse/i])
  await choose(/pulse/i, 'Swap sides')
  await expect.poll(() => seen(app)).toEqual(['pulse', 'notes'])

  // A third one is alone, and the pair is there when one of it is.
  await tab(/chat/i).click()
  await expect.poll(() => seen(app)).toEqual(['chat'])
  await tab(/notes/i).click()
  await expect.poll(() => seen(app)).toEqual(['pulse', 'notes'])
  await expect.poll(() => focused(app)).toBe('notes')
  await page.getByRole('tab', { name: 'Services' }).click()
  await expect.poll(() => seen(app)).toEqual([])
  await tab(/pulse/i).click()
  await expect.poll(() => seen(app)).toEqual(['pulse', 'notes'])

  // The pair moves as one.
  await press(app, await embedded(app, 'pulse'), 'control+shift+PageUp')
  await expect(page.getByRole('tab')).toHaveText([/Services/, /pulse/i, /notes/i, /chat/i])

  await tab(/notes/i).click()
  await expect.poll(() => focused(app)).toBe('notes')
  await press(app, notes, 'control+w')
  await expect.poll(() => seen(app)).toEqual(['pulse'])
  expect((await ask(page, 'tabs.state', undefined)).split).toBeNull()
  expect((await allContents(app)).join()).not.toContain('//notes.')
})

test('the separator goes by keys and by the pointer, and stacks where the window is narrow', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  await watchViews(app)
  const page = await app.firstWindow()
  await open(app, page, 'pulse')
  const notes = await open(app, page, 'notes')
  await press(app, notes, 'control+\\')
  await expect.poll(() => seen(app)).toEqual(['notes', 'pulse'])
  const separator = page.getByRole('separator')
  const width = async () => (await places(app))[0]?.width ?? 0
  const half = await width()

  await separator.focus()
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight')
  await expect(separator).toHaveAttribute('aria-valuenow', '60')
  await expect.poll(width).toBeGreaterThan(half + 80)
  await page.keyboard.press('Home')
  await expect(separator).toHaveAttribute('aria-valuenow', '30')
  await page.keyboard.press('Enter')
  await expect.poll(width).toBe(half)

  const box = await separator.boundingBox()
  if (!box) throw new Error('no separator')
  const { x, y } = { x: box.x + 3, y: box.y + box.height / 2 }
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y, { steps: 4 })
  await page.mouse.move(x + 100, y, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.abs((await width()) - half - 100)).toBeLessThanOrEqual(4)
  await separator.dblclick()
  await expect.poll(width).toBe(half)

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(640, 720))
  await expect(separator).toHaveAttribute('aria-orientation', 'horizontal')
  await expect
    .poll(async () => {
      const [upper, lower] = (await places(app)).sort((a, b) => a.y - b.y)
      return upper?.x === lower?.x && upper?.width === lower?.width && upper?.url.includes('//notes.')
    })
    .toBe(true)
  await separator.focus()
  await page.keyboard.press('ArrowDown')
  await expect(separator).toHaveAttribute('aria-valuenow', '52')
  expect(await violations(page)).toEqual([])
  await photograph(app, 'split-narrow.png')
})

test('the pair is there again after a restart', async ({ launch }) => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'porthole-split-'))
  try {
    const first = await launch({ args: ['--demo', '--port', '0'], home })
    await watchViews(first.app)
    const page = await first.app.firstWindow()
    await open(first.app, page, 'pulse')
    const notes = await open(first.app, page, 'notes')
    await press(first.app, notes, 'control+\\')
    await expect.poll(() => seen(first.app)).toEqual(['notes', 'pulse'])
    await first.close()

    const second = await launch({ args: ['--demo', '--port', '0'], home })
    const again = await second.app.firstWindow()
    await expect(again.getByRole('tabpanel').filter({ has: again.getByRole('toolbar') })).toHaveCount(2)
    await expect
      .poll(async () => (await places(second.app)).map(({ url }) => url.split('.')[0]))
      .toEqual(['http://notes', 'http://pulse'])
    const [left, right] = await places(second.app)
    await expect.poll(() => (right?.x ?? 0) - (left?.x ?? 0) - (left?.width ?? 0)).toBe(7)
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
})
