import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Figures, withFigures } from './figures.ts'
import { settingsPage } from './settings-page.ts'
import { troubleshootingPage } from './troubleshooting.ts'

/** Every document that a script makes, whole or in part, as it should be now: path below the root → text. */
export async function generatedDocuments(root: string): Promise<ReadonlyMap<string, string>> {
  const readme = withFigures(await readFile(path.join(root, 'README.md'), 'utf8'), await readFigures(root))
  return new Map([
    ['docs/troubleshooting.md', troubleshootingPage()],
    ['docs/settings.md', settingsPage()],
    ...(readme === undefined ? [] : ([['README.md', readme]] as const)),
  ])
}

async function readFigures(root: string): Promise<Figures | undefined> {
  const text = await readFile(path.join(root, 'docs/figures.json'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Figures)
}
