import { expect, type ElectronApplication, type Page } from 'playwright/test'
import type { Channel, Input, Output } from '../../shared/contract.ts'
import type { Tab } from '../../shared/tabs-state.ts'

/** Asks main as the app's page does; throws when the answer is a failure. */
export async function ask<C extends Channel>(page: Page, channel: C, input: Input<C>): Promise<Output<C>> {
  // Playwright's types for what crosses over cannot follow a type parameter.
  const invoke = (question: { channel: string; input: unknown }) =>
    window.porthole.invoke(question.channel as C, question.input as Input<C>)
  const answer = await page.evaluate(invoke, { channel, input })
  if (!answer.ok) throw new Error(`${channel}: ${answer.message}`)
  return answer.value
}

/** The tab of a Service as main has it now. */
export async function tabOf(page: Page, service: string): Promise<Tab | undefined> {
  return (await ask(page, 'tabs.state', undefined)).tabs.find((tab) => tab.service === service)
}

/** Answers a page's question as its user would; waits for one to be asked. */
export async function answerQuestion(page: Page, service: string, kind: 'yes' | 'no'): Promise<void> {
  await expect.poll(async () => (await tabOf(page, service))?.question ?? null).not.toBeNull()
  const tab = await tabOf(page, service)
  if (tab?.question) await ask(page, 'tabs.answer', { tab: tab.id, question: tab.question.id, answer: { kind } })
}

/** The embedded page of a Service, as soon as it shows something. */
export async function embedded(app: ElectronApplication, service: string): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().startsWith(`http://${service}.`))
  await expect.poll(find, { message: `an embedded page of ${service}` }).toBeDefined()
  const page = find()
  if (!page) throw new Error(`The page of ${service} is gone`)
  await page.waitForLoadState()
  return page
}

/** The addresses of all web contents of the app, sorted; developer tools and leftovers would be among them. */
export function allContents(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => contents.getURL())
      .sort(),
  )
}

/** Presses a key in an embedded page as the window system would: `Control+w`, with Electron's name for the key. */
export function press(app: ElectronApplication, at: Page, keys: string): Promise<void> {
  return app.evaluate(
    ({ webContents }, [url, key, ...modifiers]) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)
      const event = { keyCode: key ?? '', modifiers: modifiers as ('control' | 'alt' | 'shift')[] }
      contents?.sendInputEvent({ type: 'keyDown', ...event })
      contents?.sendInputEvent({ type: 'keyUp', ...event })
    },
    [at.url(), ...keys.toLowerCase().split('+').reverse()],
  )
}

/** The colour of the screen, all windows and views together, at a place of the app's page (CSS pixels). */
export function screenColour(app: ElectronApplication, x: number, y: number): Promise<number[]> {
  return app.evaluate(
    async ({ BrowserWindow, desktopCapturer, screen }, place) => {
      const { size, scaleFactor } = screen.getPrimaryDisplay()
      const thumbnailSize = { width: size.width * scaleFactor, height: size.height * scaleFactor }
      const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize })
      const content = BrowserWindow.getAllWindows()[0]?.getContentBounds()
      if (!source || !content) return []
      const at = { x: (content.x + place.x) * scaleFactor, y: (content.y + place.y) * scaleFactor }
      const offset = (Math.round(at.y) * source.thumbnail.getSize().width + Math.round(at.x)) * 4
      const [blue = 0, green = 0, red = 0] = source.thumbnail.toBitmap().subarray(offset, offset + 3)
      return [red, green, blue]
    },
    { x, y },
  )
}

/** Keeps the app from starting a browser; returns what it has asked for since the last call. */
export async function catchExternal(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const asked: string[] = []
    Object.assign(globalThis, { askedExternal: asked })
    shell.openExternal = (url) => {
      asked.push(url)
      return Promise.resolve()
    }
  })
  return () => app.evaluate(() => (globalThis as unknown as { askedExternal: string[] }).askedExternal.splice(0))
}
