import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { picture } from './pictures.ts'

interface Look {
  readonly width?: number
  readonly zoom?: number
  readonly dark?: true
  readonly forced?: true
  readonly rightToLeft?: true
}

/** How every screen is looked at. */
const looks: Readonly<Record<string, Look>> = {
  light: {},
  dark: { dark: true },
  narrow: { width: 640 },
  'text-200': { zoom: 2 },
  'forced-colours': { forced: true, dark: true },
  // Of another width: views keep the place that was measured until a size changes.
  'right-to-left': { width: 1240, rightToLeft: true },
}

/** Its pages are views above the window's own page: the screen is photographed, and waited for until they are in place. */
export interface Embedded {
  readonly embedded?: () => Promise<unknown>
}

/**
 * Keeps pictures of a screen in each look. In each of them nothing may be cut off at the sides; in light and dark axe finds
 * nothing; and nothing moves for who wishes that.
 */
export async function look(app: ElectronApplication, page: Page, screen: string, more: Embedded = {}): Promise<void> {
  for (const [name, one] of Object.entries(looks)) {
    await put(app, page, one)
    const file = path.join(name, `${screen}.png`)
    await more.embedded?.()
    // Playwright takes a quarter of a page that is enlarged.
    if (more.embedded || one.zoom !== undefined) {
      await photograph(app, file)
    } else {
      await page.screenshot({ path: picture(file), animations: 'disabled' })
    }
    expect.soft(await cutOff(page), `${screen}, ${name}: cut off at the sides`).toEqual([])
    if (name !== 'light' && name !== 'dark') continue
    // A menu floats above the page's regions and belongs to none.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules('region').analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
    expect.soft(found, `${screen}, ${name}: axe`).toEqual([])
  }
  await put(app, page, {})
  expect.soft(await moving(page), `${screen}: moves in spite of the wish for less motion`).toEqual([])
}

/** What is animated, or would be by a change, where the system asks for less motion. */
async function moving(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((one) => {
        const { animationName, transitionDuration } = getComputedStyle(one)
        return animationName !== 'none' || /[1-9]/.test(transitionDuration)
      })
      .map((one) => one.outerHTML.slice(0, 160)),
  )
  await page.emulateMedia({ reducedMotion: null })
  return found
}

/** The window with its pages, as it is on the screen. */
export async function photograph(app: ElectronApplication, file: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow, desktopCapturer, screen }) => {
    const { size } = screen.getPrimaryDisplay()
    const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: size })
    const content = BrowserWindow.getAllWindows()[0]?.getContentBounds()
    return content ? source?.thumbnail.crop(content).toPNG().toString('base64') : undefined
  })
  await mkdir(path.dirname(picture(file)), { recursive: true })
  await writeFile(picture(file), Buffer.from(png ?? '', 'base64'))
}

async function put(app: ElectronApplication, page: Page, look: Look): Promise<void> {
  const { width = 1280, zoom = 1, dark = false, forced = false, rightToLeft = false } = look
  const colorScheme = dark ? 'dark' : 'light'
  await page.evaluate((dir) => (document.documentElement.dir = dir), rightToLeft ? 'rtl' : 'ltr')
  await app.evaluate(
    ({ BrowserWindow, nativeTheme }, [wide, factor, theme]) => {
      const [window] = BrowserWindow.getAllWindows()
      nativeTheme.themeSource = theme
      window?.setContentSize(wide, 800)
      window?.webContents.setZoomFactor(factor)
    },
    [width, zoom, colorScheme] as const,
  )
  // After the theme, which would end it.
  for (const one of app.windows()) {
    // One in which an icon was drawn may end meanwhile.
    await one.emulateMedia({ colorScheme, forcedColors: forced ? 'active' : null }).catch((error: unknown) => {
      if (!one.isClosed()) throw error
    })
  }
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / zoom)
  // What is laid out anew by measuring stands after the second frame.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
  )
}

/** What can be used but reaches over an edge of the window, where nothing scrolls it into sight. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (one: Element): boolean => {
      for (let at = one.parentElement; at; at = at.parentElement) {
        if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true
      }
      return false
    }
    const all = document.querySelectorAll('button, input, a, h1, h2, [role=tab], [role=menuitem], [role=option]')
    return [...all]
      .filter((one) => {
        const { left, right, width } = one.getBoundingClientRect()
        const out = width > 1 && (left < -1 || right > innerWidth + 1)
        return out && !one.closest('[inert], [hidden]') && one.checkVisibility() && !scrolls(one)
      })
      .map((one) => one.outerHTML.slice(0, 160))
  })
}
