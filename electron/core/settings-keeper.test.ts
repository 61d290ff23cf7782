import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettings, type SettingsStore } from '../settings/settings-store.ts'
import { SettingsKeeper } from './settings-keeper.ts'

let folder: string
let path: string
let store: SettingsStore
let keeper: SettingsKeeper
/** What the dialogs answer. */
let chosen: string | undefined
const revealed: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-keeper-'))
  path = join(folder, 'settings.json')
  store = await openSettings(path)
  keeper = new SettingsKeeper(store, {
    save: () => Promise.resolve(chosen),
    open: () => Promise.resolve(chosen),
    reveal: (file) => Promise.resolve(void revealed.push(file)),
  })
})
afterEach(async () => {
  keeper.close()
  await store.flush()
  await rm(folder, { recursive: true, force: true })
})

describe('SettingsKeeper', () => {
  it('sets what is named and tells it', async () => {
    const told = once(keeper, 'changed')
    await keeper.channels['settings.set']({ theme: 'dark' })
    expect(await told).toMatchObject([{ preferences: { theme: 'dark', port: 8001 }, file: path, problem: null }])
  })

  it('notices an edit of the file by itself', async () => {
    await keeper.channels['settings.set']({ theme: 'dark' })
    await store.flush()
    await keeper.watching
    await writeFile(path, JSON.stringify({ version: 1, preferences: { theme: 'light', port: 9000 } }))
    await expect.poll(() => keeper.state.preferences, { timeout: 10_000 }).toMatchObject({ theme: 'light', port: 9000 })
  })

  it('exports, shows what an import would change, and keeps what was there before it', async () => {
    await keeper.channels['settings.set']({ theme: 'dark', port: 9000 })
    chosen = join(folder, 'exported.json')
    expect(await keeper.channels['settings.export'](undefined)).toBe(chosen)
    await keeper.channels['settings.set']({ port: 9001 })
    const preview = await keeper.channels['settings.chooseImport'](undefined)
    expect(preview).toMatchObject({
      changes: [{ entry: 'preferences › port', before: '9001', after: '9000' }],
      ignored: [],
    })
    expect(store.value.preferences.port).toBe(9001)
    const kept = await keeper.channels['settings.import']({ id: preview?.id ?? 0 })
    expect(kept).toBe(`${path}.before-import`)
    expect(JSON.parse(await readFile(kept ?? '', 'utf8'))).toMatchObject({ preferences: { port: 9001 } })
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ preferences: { theme: 'dark', port: 9000 } })
  })

  it('changes nothing when no file is chosen, another was chosen since, or it is no settings file', async () => {
    chosen = undefined
    expect(await keeper.channels['settings.chooseImport'](undefined)).toBeNull()
    expect(await keeper.channels['settings.export'](undefined)).toBeNull()
    await expect(keeper.channels['settings.import']({ id: 1 })).rejects.toThrow('Another file')
    chosen = join(folder, 'kubeconfig')
    await writeFile(chosen, 'kind: Config')
    await expect(keeper.channels['settings.chooseImport'](undefined)).rejects.toThrow('not a settings file')
    chosen = join(folder, 'none')
    await expect(keeper.channels['settings.chooseImport'](undefined)).rejects.toThrow('ENOENT')
    expect(store.value.preferences.port).toBe(8001)
  })

  it('writes the file before it shows where it is', async () => {
    await keeper.channels['settings.set']({ theme: 'light' })
    await keeper.channels['settings.showFile'](undefined)
    expect(revealed).toEqual([path])
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ preferences: { theme: 'light' } })
  })
})
