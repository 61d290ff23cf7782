import { readFile, realpath } from 'node:fs/promises'
import { failure, type Failure } from '../../shared/failure.ts'
import { keepBroken } from './keep-broken.ts'
import { parseSettings } from './parse-settings.ts'
import { bounded, defaultSettings, type Settings } from './settings.ts'
import { removeAbandoned, writeAtomically } from './write-atomically.ts'

/** How long changes are gathered before they are written, in ms. */
const gatherTime = 500

/** The settings in memory, and on disk soon after each change. */
export interface SettingsStore {
  readonly value: Settings
  /** What keeps the settings from being what the file says, or from being written; null when all is well. */
  readonly problem: Failure | null
  /** Replaces the settings. A change that returns what it was given writes nothing. */
  update: (change: (value: Settings) => Settings) => void
  /** Resolves when all changes are on disk, or `problem` says why not. */
  flush: () => Promise<void>
}

export interface StoreOptions {
  write?: (path: string, text: string) => Promise<void>
  /** In ms. */
  gather?: number
}

/**
 * Opens the settings in a file; without a path they live in memory only. Never throws: a missing file means the defaults,
 * a broken one is kept as `PATH.broken`, and one that cannot be read, kept or understood is left alone, as `problem` says.
 */
export async function openSettings(path: string | undefined, options: StoreOptions = {}): Promise<SettingsStore> {
  if (path === undefined) return createStore(undefined, defaultSettings, null, options)
  // The file may be a link into a folder that the user synchronizes: the link must stay one.
  const file = await realpath(path).catch(() => path)
  await removeAbandoned(file)
  const { settings, problem, writable, rewrite } = await load(file)
  const store = createStore(writable ? file : undefined, settings, problem, options)
  if (rewrite) {
    // What is kept aside would be kept again at the next start if it stayed in the file.
    store.update((value) => ({ ...value }))
    await store.flush()
  }
  return store
}

interface Loaded {
  settings: Settings
  problem: Failure | null
  writable: boolean
  rewrite?: boolean
}

async function load(path: string): Promise<Loaded> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { settings: defaultSettings, problem: null, writable: true }
    return aside(`${path} cannot be read (${codeOf(error)}), so it is left as it is and changes are not kept.`)
  }
  const parsed = parseSettings(text)
  if (parsed.kind === 'newer') {
    const hint = 'Use the newer Porthole, or move the file away to start anew.'
    return aside(
      `${path} was written by a newer Porthole (version ${parsed.version} of the file): changes are not kept.`,
      hint,
    )
  }
  if (parsed.kind === 'settings' && parsed.broken.length === 0) {
    return { settings: parsed.settings, problem: null, writable: true }
  }
  const settings = parsed.kind === 'settings' ? parsed.settings : defaultSettings
  const what = parsed.kind === 'settings' ? `entries are broken: ${listed(parsed.broken)}` : parsed.reason
  try {
    const kept = await keepBroken(path)
    const problem = failure('settings-invalid', `${path}: ${what}.`, `The file as it was is kept as ${kept}.`)
    return { settings, problem, writable: true, rewrite: true }
  } catch (error) {
    const message = `${path}: ${what}. It cannot be copied (${codeOf(error)}), so it is left as it is and changes are not kept.`
    return { ...aside(message), settings }
  }
}

/** Leaves a file alone. */
function aside(message: string, hint?: string): Loaded {
  return { settings: defaultSettings, problem: failure('settings-invalid', message, hint), writable: false }
}

function createStore(
  path: string | undefined,
  initial: Settings,
  loadProblem: Failure | null,
  { write = writeAtomically, gather = gatherTime }: StoreOptions,
): SettingsStore {
  let value = initial
  let written = initial
  let writeProblem: Failure | null = null
  let timer: NodeJS.Timeout | undefined
  // Writes follow one another: an older text must never come last.
  let last = Promise.resolve()

  const save = async (): Promise<void> => {
    const saving = value
    if (path === undefined || saving === written) return
    try {
      await write(path, `${JSON.stringify(saving, null, 2)}\n`)
      written = saving
      writeProblem = null
    } catch (error) {
      const hint = 'Make room on the disk, or make the folder writable; the next change tries again.'
      writeProblem = failure('settings-invalid', `${path} cannot be written (${codeOf(error)}).`, hint)
    }
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    last = last.then(save)
    return last
  }

  return {
    get value() {
      return value
    },
    get problem() {
      return writeProblem ?? loadProblem
    },
    update(change) {
      value = bounded(change(value))
      if (path === undefined || value === written) return
      // Counted from the first change, so that steady changes cannot put it off for ever.
      timer ??= setTimeout(() => void flush(), gather)
      timer.unref()
    },
    flush,
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error) return (error as NodeJS.ErrnoException).code ?? error.message
  return String(error)
}

function listed(names: readonly string[]): string {
  const more = names.length - 5
  return names.slice(0, 5).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
