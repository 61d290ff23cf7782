import { expect, type ElectronApplication, type Page } from 'playwright/test'
import { ask, embedded, press, tabOf } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'

/** The host of the page that has the keyboard; the app's own is ''. */
const keyboard = (app: ElectronApplication) =>
  app.evaluate(({ webContents }) => {
    const url = webContents.getFocusedWebContents()?.getURL() ?? ''
    return url.startsWith('http') ? (new URL(url).hostname.split('.')[0] ?? '') : ''
  })

async function open(app: ElectronApplication, page: Page, namespace: string, name: string): Promise<Page> {
  await ask(page, 'tabs.open', { cluster: 'demo', namespace, name, port: '' })
  const opened = await embedded(app, name)
  await expect.poll(() => keyboard(app)).toBe(name)
  return opened
}

/** Has a page navigate of its own accord, and waits until it has. */
async function navigate(page: Page): Promise<void> {
  const arrived = page.waitForEvent('load')
  await page.evaluate(() => setTimeout(() => location.reload()))
  await arrived
}

test('a page in the background that navigates leaves the keyboard where it is', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  const notes = await open(app, page, 'tools', 'notes')
  await open(app, page, 'tools', 'chat')
  await navigate(notes)
  await expect.poll(() => keyboard(app)).toBe('chat')

  await page.getByRole('tab', { name: 'Services' }).click()
  await expect.poll(() => keyboard(app)).toBe('')
  const search = page.getByRole('combobox', { name: /^Search name/ })
  await search.click()
  for (const part of ['pul', 's', 'e']) {
    await search.pressSequentially(part)
    await navigate(notes)
  }
  await expect.poll(() => keyboard(app)).toBe('')
  await expect(search).toHaveValue('pulse')
  await expect(search).toBeFocused()
})

test('the other page of a pair gets nothing of what is typed into this one', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  const notes = await open(app, page, 'tools', 'notes')
  const chat = await open(app, page, 'tools', 'chat')
  const [left, right] = await Promise.all([tabOf(page, 'chat'), tabOf(page, 'notes')])
  await ask(page, 'tabs.split', { left: left?.id ?? -1, right: right?.id ?? -1 })
  await expect.poll(() => keyboard(app)).toBe('chat')
  await navigate(notes)
  await expect.poll(() => keyboard(app)).toBe('chat')
  expect(await chat.evaluate(() => document.hasFocus())).toBe(true)
  expect((await ask(page, 'tabs.state', undefined)).active).toBe(left?.id)
})

test('who sends a page somewhere has the keyboard in it', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await open(app, page, 'tools', 'notes')
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect.poll(() => keyboard(app)).toBe('notes')
})

test('F6 leads from a page that failed to the command that helps, and back', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  const orders = await open(app, page, 'shop', 'orders')
  const copy = page.getByRole('button', { name: 'Copy command' })
  await copy.waitFor()
  await press(app, orders, 'Shift+F6')
  await expect(copy).toBeFocused()
  await expect.poll(() => keyboard(app)).toBe('')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => app.evaluate(async ({ clipboard }) => await clipboard.readText()))
    .toMatch(/^kubectl get pods/)
  await page.keyboard.press('F6')
  await expect.poll(() => keyboard(app)).toBe('orders')
})

test('the palette and a dialog that a menu led to give the focus back to where it stood', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const list = page.getByRole('grid', { name: 'Services' })
  await list.focus()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(list).toBeFocused()

  const actions = page.getByRole('button', { name: 'Actions for demo' })
  await actions.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /^Name and colour/ }).press('Enter')
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(actions).toBeFocused()
})
