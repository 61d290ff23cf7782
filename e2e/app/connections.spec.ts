import net from 'node:net'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'
import { picture } from '../support/pictures.ts'
import { test } from '../support/test.ts'

/** What a TCP client hears of an HTTP server behind a port; rejects where nobody listens. */
function heard(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = net.connect(port, '127.0.0.1', () => socket.write(request))
    socket.setEncoding('utf8').on('data', (part: string) => (text += part))
    socket.on('error', reject).on('close', () => resolve(text))
  })
}

async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
}

test('a port is forwarded, used by a TCP client, watched and stopped, by keyboard alone', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'] })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await page.keyboard.press('Control+Shift+F')
  const listeners = page.getByRole('region', { name: 'Listeners' })
  const address = await page.getByRole('button', { name: /^127\.0\.0\.1:\d+$/ }).textContent()
  await expect(listeners.getByRole('row').filter({ hasText: address ?? '' })).toContainText('classic URLs of demo')
  await expect(listeners.getByRole('row').filter({ hasText: 'demo cluster’s API server' })).toBeVisible()
  await expect(page.getByText('No port is forwarded')).toBeVisible()
  await accessible(page)
  await page.screenshot({ path: picture('connections-empty.png'), animations: 'disabled' })

  const target = page.getByRole('combobox', { name: 'Service and port' })
  await target.focus()
  await page.keyboard.type('shop/nothing')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('shop/nothing')
  await target.fill('shop/cart:8080')
  await page.keyboard.press('Enter')
  const forward = page.getByRole('region', { name: 'Forwarded ports' }).getByRole('row').filter({ hasText: 'cart' })
  await expect(forward).toBeVisible()
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  const port = Number(/^127\.0\.0\.1:(\d+)$/.exec(copied)?.[1])
  await expect(forward).toContainText(copied)

  const answer = await heard(port, 'GET /v1/cart HTTP/1.1\r\nHost: cart\r\nConnection: close\r\n\r\n')
  expect(answer).toContain('Deck lantern')
  await expect(forward).toContainText('1 in all')
  // A rate is told while bytes pass, so some pass until it is read.
  await expect(async () => {
    await heard(port, 'GET /v1/cart HTTP/1.1\r\nHost: cart\r\nConnection: close\r\n\r\n')
    await expect(forward).toContainText(/[1-9]\d* B\/s/, { timeout: 1000 })
  }).toPass()
  await accessible(page)
  await page.screenshot({ path: picture('connections-dark.png'), animations: 'disabled' })

  await forward.getByRole('button', { name: `Stop ${copied}` }).focus()
  await page.keyboard.press('Enter')
  await expect(forward).toBeHidden()
  await expect(target).toBeFocused()
  await expect(heard(port, '')).rejects.toThrow(/ECONNREFUSED/)
})
