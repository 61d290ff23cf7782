import type { Page } from 'playwright/test'
import type { LaunchedApp } from '../../../e2e/support/launch.ts'
import type { Row } from '../measurement.ts'
import { figure, percentile } from './figures.ts'
import { type Keystroke, keystrokeCategories, keystrokes } from './keystrokes.ts'
import { traced } from './trace.ts'

/** Types searches as a person does, one key at a time, and takes each away again. */
export async function typeSearches(
  launched: LaunchedApp,
  page: Page,
): Promise<{ readonly keys: readonly Keystroke[]; readonly task: number }> {
  // Not by Playwright's own `press` of an element: it looks through the page for it, in the page's thread.
  await page.getByRole('combobox').focus()
  const type = async (): Promise<object> => {
    for (const query of ['web-7', 'backend', 'team-2 web', 'scale-42', 'frontned', 'metrics 9090']) {
      for (const key of query) {
        await page.keyboard.press(key === ' ' ? 'Space' : key)
        await page.waitForTimeout(60)
      }
      await page.keyboard.press('Escape')
      await page.waitForTimeout(100)
    }
    return {}
  }
  const { events, renderer } = await traced(launched, type, { categories: keystrokeCategories })
  return { keys: keystrokes(events), task: renderer.processor }
}

/** Rows of the table for a figure of each key. */
export function perKey(
  subject: string,
  keys: readonly Keystroke[],
  of: (key: Keystroke) => number,
  bar?: number,
): Row[] {
  const values = keys.map(of)
  return [
    figure(`${subject}, median, ms`, percentile(values, 0.5)),
    figure(`${subject}, p95, ms`, percentile(values, 0.95), bar),
  ]
}
