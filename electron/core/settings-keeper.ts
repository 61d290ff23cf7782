import { readFile, stat } from 'node:fs/promises'
import { EventEmitter } from 'node:events'
import { FailureError } from '../../shared/failure.ts'
import type { Implementation, SettingsChannel } from '../../shared/implementation.ts'
import type { Preferences } from '../../shared/preferences.ts'
import type { SettingsState } from '../../shared/settings-state.ts'
import { exportText, withImport } from '../settings/exchange.ts'
import { keepCopy } from '../settings/keep-copy.ts'
import { profileCounts, withoutProfilesOf } from '../settings/settings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { writeAtomically } from '../settings/write-atomically.ts'
import { followSettings } from './follow-settings.ts'

/** A settings file larger than this, in bytes, is none. */
const importLimit = 5_000_000

/** What a person is asked, and shown, outside the page. Undefined when they choose nothing. */
export interface FileDialogs {
  save: (name: string) => Promise<string | undefined>
  open: () => Promise<string | undefined>
  /** Shows a file in its folder. */
  reveal: (path: string) => Promise<void>
}

/** The settings page's questions; and the file, as somebody else edits it. */
export class SettingsKeeper extends EventEmitter<{ changed: [SettingsState] }> {
  readonly channels: Pick<Implementation, SettingsChannel>
  /** Resolves when edits of the file are noticed. */
  readonly watching: Promise<void>
  readonly #store: SettingsStore
  readonly #stop: () => void
  #told: string
  #loginProblem: string | null = null
  /** The text that was shown to a person and may be imported. */
  #chosen: { id: number; text: string } | undefined
  #lastId = 0

  constructor(store: SettingsStore, dialogs: FileDialogs) {
    super()
    this.#store = store
    this.#told = JSON.stringify(this.state)
    const unsubscribe = store.subscribe(() => this.#tell())
    const followed = followSettings(store)
    this.watching = followed.watching
    this.#stop = () => {
      unsubscribe()
      followed.close()
    }
    this.channels = {
      'settings.state': () => this.state,
      'settings.set': (change) => this.set(change),
      'settings.told': ({ what }) => {
        store.update((value) => (value.told.includes(what) ? value : { ...value, told: [...value.told, what] }))
      },
      'settings.forgetPorts': ({ cluster }) => {
        store.update((value) => withoutProfilesOf(value, cluster))
      },
      'settings.showFile': async () => {
        if (store.path === undefined) return
        await store.flush()
        await dialogs.reveal(store.path)
      },
      'settings.export': async () => {
        const path = await dialogs.save('porthole-settings.json')
        if (path === undefined) return null
        await writeAtomically(path, exportText(store.value)).catch((error: unknown) => {
          throw new FailureError('export-failed', error instanceof Error ? error.message : undefined)
        })
        return path
      },
      'settings.chooseImport': async () => {
        const path = await dialogs.open()
        if (path === undefined) return null
        const text = await textOf(path)
        const { changes, ignored } = this.#imported(text)
        this.#chosen = { id: ++this.#lastId, text }
        return { id: this.#lastId, file: path, changes, ignored }
      },
      'settings.import': ({ id }) => this.#import(id),
    }
  }

  get state(): SettingsState {
    const { value, path = null, problem } = this.#store
    return {
      preferences: value.preferences,
      file: path,
      problem,
      loginProblem: this.#loginProblem,
      told: value.told,
      remembered: profileCounts(value),
    }
  }

  /** Starting at login could not be made as the settings want it, or null: it is. */
  set loginProblem(problem: string | null) {
    this.#loginProblem = problem
    this.#tell()
  }

  set(change: { [Name in keyof Preferences]?: Preferences[Name] | undefined }): undefined {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    this.#store.update((value) => ({ ...value, preferences: { ...value.preferences, ...given } }))
  }

  close(): void {
    this.#stop()
  }

  async #import(id: number): Promise<string | null> {
    if (this.#chosen?.id !== id) throw new FailureError('import-invalid', 'Another file has been chosen since.')
    const { text } = this.#chosen
    this.#chosen = undefined
    await this.#store.flush()
    const { path } = this.#store
    const kept = path === undefined ? undefined : await keepCopy(path, 'before-import').catch(() => undefined)
    // Made anew: the settings may have changed while the person read.
    this.#store.update((value) => ({ ...value, ...withImportOrThrow(value, text).settings }))
    await this.#store.flush()
    return kept ?? null
  }

  #imported(text: string) {
    return withImportOrThrow(this.#store.value, text)
  }

  #tell(): void {
    const text = JSON.stringify(this.state)
    if (text === this.#told) return
    this.#told = text
    this.emit('changed', this.state)
  }
}

function withImportOrThrow(value: SettingsStore['value'], text: string) {
  const imported = withImport(value, text)
  if (!imported.ok) throw new FailureError('import-invalid', imported.reason)
  return imported
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size <= importLimit) return await readFile(path, 'utf8')
  } catch (error) {
    throw new FailureError('import-invalid', error instanceof Error ? error.message : undefined)
  }
  throw new FailureError('import-invalid', `${path} is too large to be a settings file.`)
}
