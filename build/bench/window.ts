import type { Page } from 'playwright/test'
import { embedded } from '../../e2e/support/embedded-pages.ts'
import { launchApp } from '../../e2e/support/launch.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { median, type Measurement } from './measurement.ts'

const perRound = 10

/** How long a person waits for the window: from a key to the frame that shows what it asked for. */
export const windowTimes: Measurement = {
  name: 'window',
  async run({ rounds, progress }) {
    await ensureBuilt()
    const launched = await launchApp({ args: ['--demo', '--port', '0'] })
    try {
      const { app } = launched
      const page = await app.firstWindow()
      for (const name of ['pulse', 'storefront']) {
        await page.getByRole('tab', { name: 'Services' }).click()
        await page.getByRole('row').filter({ hasText: name }).first().click()
        await embedded(app, name)
      }
      const times = { tab: [] as number[], palette: [] as number[], overPage: [] as number[] }
      for (let round = 0; round < rounds; round++) {
        progress(`Window: round ${round + 1} of ${rounds}`)
        for (let at = 0; at < perRound; at++) {
          times.tab.push(await untilShown(page, `Digit${2 + (at % 2)}`, '[role=tab][aria-selected=true]'))
        }
        for (let at = 0; at < perRound; at++) times.overPage.push(await openPalette(page))
        await page.getByRole('tab', { name: 'Services' }).click()
        await page.getByRole('tabpanel', { name: 'Services' }).waitFor()
        for (let at = 0; at < perRound; at++) times.palette.push(await openPalette(page))
      }
      const row = (subject: string, all: readonly number[]) => ({ subject, figures: [median(all), Math.max(...all)] })
      return [
        {
          title: 'From a key to the frame that shows it',
          columns: ['median, ms', 'worst, ms'],
          rows: [
            row('from one live tab to another', times.tab),
            row('the palette over the Services', times.palette),
            row('the palette over a page', times.overPage),
          ],
          notes: [`${rounds * perRound} times each, in one window with the demo cluster.`],
        },
      ]
    } finally {
      await launched.close()
    }
  },
}

async function openPalette(page: Page): Promise<number> {
  const time = await untilShown(page, 'KeyK', 'dialog[open] [role=combobox]')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return time
}

/** Presses a key with Control; the time until something else than before matches, and has been painted. */
async function untilShown(page: Page, code: string, selector: string): Promise<number> {
  return page.evaluate(
    async ([pressed, wanted]) => {
      const before = document.querySelector(wanted)
      const began = performance.now()
      const key = pressed.replace(/^(Digit|Key)/, '').toLowerCase()
      window.dispatchEvent(new KeyboardEvent('keydown', { key, code: pressed, ctrlKey: true, cancelable: true }))
      for (;;) {
        const now = document.querySelector(wanted)
        if (now !== null && now !== before) break
        await new Promise(requestAnimationFrame)
      }
      // The frame with it is on screen when the one after it begins.
      await new Promise(requestAnimationFrame)
      return performance.now() - began
    },
    [code, selector] as const,
  )
}
