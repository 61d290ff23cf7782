import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { picture } from '../support/pictures.ts'
import { metadataOf, type ReleaseFeed, serveFeed, signatureOf } from '../support/release-feed.ts'
import { test } from '../support/test.ts'

const name = 'Porthole-9.9.9-linux-x86_64.AppImage'
/** In the place of a program: it leaves a mark where it was started. */
const program = Buffer.from(`#!/bin/sh\necho updated > "$(dirname "$0")/mark"\n`.padEnd(300_000, '# padding\n'))
const metadata = metadataOf('9.9.9', name, program)

function good() {
  return {
    metadata,
    signature: signatureOf(metadata),
    file: (response: { end: (content: Buffer) => void }) => response.end(program),
  }
}

let home: string
let feed: ReleaseFeed
/** What runs, as an AppImage would say. */
let appImage: string

test.beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'porthole-update-'))
  appImage = path.join(home, 'Porthole.AppImage')
  await writeFile(appImage, 'the old one')
  feed = await serveFeed(good())
})
test.afterEach(async () => {
  await feed.close()
  await rm(home, { recursive: true, force: true, maxRetries: 3 })
})

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(words)
  await expect(page.getByRole('option').first()).toContainText(words)
  await page.keyboard.press('Enter')
}

/** Takes the notice away, so that the next one is not taken for it. */
async function dismiss(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: 'Dismiss' })
  // Good news goes by itself.
  if (await close.isVisible()) await close.click()
  await expect(close).toBeHidden()
}

test('nobody is contacted before it is asked or chosen', async ({ launch }) => {
  const { app } = await launch({
    args: ['--demo', '--port', '0'],
    env: { PORTHOLE_TEST_FEED: feed.base, APPIMAGE: appImage },
  })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  // Longer than the first look of somebody who wants to be told.
  await page.waitForTimeout(6_000)
  expect(feed.connections()).toBe(0)
  // Nor does Chromium ask Google for dictionaries, neither for the window nor for a Service's page.
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().click()
  const languages = () =>
    app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map(({ session }) => session.getSpellCheckerLanguages()),
    )
  await expect.poll(async () => (await languages()).length).toBeGreaterThan(1)
  expect((await languages()).flat()).toEqual([])
  await page.evaluate(() => window.porthole.invoke('settings.set', { updates: 'beta' }))
  await expect(page.getByRole('button', { name: 'Download Porthole 9.9.9' })).toBeVisible({ timeout: 15_000 })
  expect(feed.asked).toEqual(['/download/beta/latest-linux.yml', '/download/beta/latest-linux.yml.sig'])
})

test('a release is found, downloaded, and put in place', async ({ launch }) => {
  const { app } = await launch({
    args: ['--demo', '--port', '0'],
    home,
    env: { PORTHOLE_TEST_FEED: feed.base, APPIMAGE: appImage },
  })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await command(page, 'Check for updates')
  await expect(page.getByText('Porthole 9.9.9 is there').first()).toBeVisible()
  await page.screenshot({ path: picture('update-available.png'), animations: 'disabled' })
  expect(feed.asked).toEqual(['/latest/download/latest-linux.yml', '/latest/download/latest-linux.yml.sig'])

  await page.getByRole('button', { name: 'Download Porthole 9.9.9' }).click()
  await expect(page.getByText('Porthole 9.9.9 is downloaded').first()).toBeVisible()
  await page.screenshot({ path: picture('update-ready.png'), animations: 'disabled' })
  expect(await readFile(appImage, 'utf8')).toBe('the old one')
  const closed = app.waitForEvent('close')
  // The window may be gone before the key is up.
  await command(page, 'Restart to update').catch(() => undefined)
  await closed
  expect(await readFile(appImage)).toEqual(program)
  await expect.poll(() => readFile(path.join(home, 'mark'), 'utf8').catch(() => '')).toBe('updated\n')
})

test('what is wrong is said, downloads nothing, and leaves what runs alone', async ({ launch }) => {
  const { app } = await launch({
    args: ['--demo', '--port', '0'],
    home,
    env: { PORTHOLE_TEST_FEED: feed.base, APPIMAGE: appImage },
  })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  const older = metadataOf('0.0.1', name, program)
  const garbage = 'version: [\n'
  const cases: readonly (readonly [string, Partial<ReleaseFeed['answers']>, string])[] = [
    ['no signature', { signature: undefined }, 'The release is not signed by Porthole'],
    ['another signature', { signature: signatureOf(older) }, 'The release is not signed by Porthole'],
    ['a changed release', { metadata: metadata.replaceAll('9.9.9', '9.9.8') }, 'The release is not signed by Porthole'],
    ['older', { metadata: older, signature: signatureOf(older) }, 'is the newest'],
    ['a web page', { metadata: '<html>', signature: '<html>' }, 'What answers is not Porthole’s release feed'],
    ['no YAML', { metadata: garbage, signature: signatureOf(garbage) }, 'What answers is not Porthole’s release feed'],
    ['no feed', { metadata: undefined }, 'The release feed does not answer'],
  ]
  for (const [what, wrong, sentence] of cases) {
    await test.step(what, async () => {
      feed.answers = { ...good(), ...wrong }
      await command(page, 'Check for updates')
      await expect(page.getByText(sentence).first()).toBeVisible()
      await expect(page.getByRole('button', { name: /^Download/ })).toBeHidden()
      if (what !== 'no feed') await dismiss(page)
    })
  }
  await page.screenshot({ path: picture('update-failed.png'), animations: 'disabled' })
  expect(feed.asked.filter((one) => !/\.yml(\.sig)?$/.test(one))).toEqual([])

  const found = async (): Promise<void> => {
    feed.answers = good()
    await command(page, 'Check for updates')
    await expect(page.getByRole('button', { name: 'Download Porthole 9.9.9' })).toBeVisible()
  }
  const half = program.subarray(0, program.length / 2)
  const downloads: readonly (readonly [string, ReleaseFeed['answers']['file'], string])[] = [
    [
      'another file',
      (r) => r.end(Buffer.alloc(program.length, 'x')),
      'The download is not what the signed release says',
    ],
    ['less than it', (r) => r.end(half), 'The download is not what the signed release says'],
    [
      'cut off',
      (r) => r.writeHead(200, { 'content-length': program.length }).write(half, () => r.destroy()),
      'The download broke off',
    ],
    ['gone', (r) => r.writeHead(404).end(), 'The download broke off'],
  ]
  for (const [what, file, sentence] of downloads) {
    await test.step(what, async () => {
      await found()
      feed.answers.file = file
      await page.getByRole('button', { name: 'Download Porthole 9.9.9' }).click()
      await expect(page.getByText(sentence).first()).toBeVisible()
      await expect(page.getByText('Restart to update')).toBeHidden()
      await dismiss(page)
    })
  }

  await test.step('a full disk', async () => {
    await found()
    // The names that the download tries first are taken; what is left leads to a device that is always full.
    const pending = path.join(home, '.cache/porthole-updater/pending')
    for (const taken of ['temp-', '0-temp-', '1-temp-'])
      await mkdir(path.join(pending, `${taken}${name}`), { recursive: true })
    await symlink('/dev/full', path.join(pending, `2-temp-${name}`))
    await page.getByRole('button', { name: 'Download Porthole 9.9.9' }).click()
    await expect(page.getByText('The disk is full').first()).toBeVisible()
    await rm(pending, { recursive: true })
  })

  await test.step('nobody there', async () => {
    await feed.close()
    await command(page, 'Check for updates')
    await expect(page.getByText('The release feed does not answer').first()).toBeVisible()
    feed = await serveFeed(good())
  })
  expect(await readFile(appImage, 'utf8')).toBe('the old one')
})

test('a package of the system is told of, and not replaced', async ({ launch }) => {
  const { app } = await launch({ args: ['--demo', '--port', '0'], home, env: { PORTHOLE_TEST_FEED: feed.base } })
  const page = await app.firstWindow()
  await page.getByRole('row').filter({ hasText: 'pulse' }).first().waitFor()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
  })
  await command(page, 'Check for updates')
  await page.getByRole('button', { name: 'Open the page of Porthole 9.9.9' }).click()
  await expect
    .poll(() => app.evaluate(() => (globalThis as { opened?: string[] }).opened))
    .toEqual([`${feed.base}tag/v9.9.9`])
  expect(feed.asked.filter((one) => !/\.yml(\.sig)?$/.test(one))).toEqual([])
})
