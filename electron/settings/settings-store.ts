import { realpath, rename } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { failure, type Failure } from '../../shared/failure.ts'
import { keepUnknown } from './keep-unknown.ts'
import { codeOf, load, type Loaded, readText, understand, unreadable } from './load-settings.ts'
import { mergeEdits } from './merge-edits.ts'
import { parseSettings } from './parse-settings.ts'
import { bounded, defaultSettings, settingsSchema, type Settings } from './settings.ts'
import { removeAbandoned, writeAtomically } from './write-atomically.ts'

/** How long changes are gathered before they are written, in ms. */
const gatherTime = 500

/** The settings in memory, and on disk soon after each change. */
export interface SettingsStore {
  /** The file, behind links; undefined where there is none. */
  readonly path: string | undefined
  readonly value: Settings
  /** What keeps the settings from being what the file says, or from being written; null when all is well. */
  readonly problem: Failure | null
  /** Replaces the settings. A change that returns what it was given writes nothing. */
  update: (change: (value: Settings) => Settings) => void
  /** Resolves when all changes are on disk, or `problem` says why not. */
  flush: () => Promise<void>
  /** Takes in what somebody has written into the file; resolves when that is done, or `problem` says why not. */
  reread: () => Promise<void>
  /** Tells after each change of the value or the problem, and returns how to stop. */
  subscribe: (listener: () => void) => () => void
}

export interface StoreOptions {
  /** @param replace puts the text that is ready on the disk in its place, and may throw */
  write?: (path: string, text: string, replace: typeof rename) => Promise<void>
  /** In ms. */
  gather?: number
}

/** Somebody has written into the file since it was read. */
class Overtaken extends Error {}

/**
 * Opens the settings in a file; without a path they live in memory only. Never throws: a missing file means the defaults,
 * a broken one is kept as `PATH.broken`, and one that cannot be read, kept or understood is left alone, as `problem` says.
 */
export async function openSettings(path: string | undefined, options: StoreOptions = {}): Promise<SettingsStore> {
  if (path === undefined)
    return createStore(undefined, { settings: defaultSettings, problem: null, writable: false }, options)
  // The file may be a link into a folder that the user synchronizes: the link must stay one.
  const file = await realpath(path).catch(() => path)
  await removeAbandoned(file)
  const loaded = await load(file)
  const store = createStore(file, loaded, options)
  if (loaded.rewrite) {
    // What is kept aside would be kept again at the next start if it stayed in the file.
    store.update((value) => ({ ...value }))
    await store.flush()
  }
  return store
}

function createStore(
  path: string | undefined,
  { settings, problem, writable, text }: Loaded,
  { write = writeAtomically, gather = gatherTime }: StoreOptions,
): SettingsStore {
  let value = settings
  let written = settings
  let onDisk = text
  let loadProblem = problem
  let writeProblem: Failure | null = null
  let mayWrite = writable
  let timer: NodeJS.Timeout | undefined
  const listeners = new Set<() => void>()
  // What is done with the file follows one another: an older text must never come last.
  let last = Promise.resolve()
  const next = (step: () => Promise<void>): Promise<void> => (last = last.then(step))
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }

  /** Takes in what somebody else has written. False where the file must not be written over. */
  const takeIn = async (file: string): Promise<boolean> => {
    const read = await readText(file)
    if (read.kind === 'missing') {
      // The next change makes it anew, also where it was moved away because it could not be used.
      const news = loadProblem !== null
      ;[mayWrite, loadProblem, onDisk] = [true, null, undefined]
      if (news) tell()
      return true
    }
    if (read.kind === 'text' && read.text === onDisk) return mayWrite
    const edited = read.kind === 'text' ? understand(file, read.text) : unreadable(file, read.code)
    if (edited.settings === null) {
      const news = loadProblem?.message !== edited.problem.message
      ;[mayWrite, loadProblem] = [false, edited.problem]
      if (news) tell()
      return false
    }
    const ours = value
    // Both are settings, and so is each part of what is made of them; what is not is found here.
    const merged = parseSettings(JSON.stringify(mergeEdits(written, ours, edited.settings)))
    value = merged.kind === 'settings' ? merged.settings : edited.settings
    ;[onDisk, written, mayWrite, loadProblem] = [read.kind === 'text' ? read.text : onDisk, edited.settings, true, null]
    if (isDeepStrictEqual(value, written)) value = written
    tell()
    return true
  }

  /** What is on the disk takes ms to get there, in which somebody else may have written. */
  const replace: typeof rename = async (from, to) => {
    const read = await readText(to.toString())
    if (read.kind === 'text' && read.text !== onDisk) throw new Overtaken()
    await rename(from, to)
  }

  const save = async (): Promise<void> => {
    if (path === undefined || value === written) return
    const before = value
    if (!(await takeIn(path)) || (before !== value && value === written)) return
    const saving = value
    const out = `${JSON.stringify(saving, null, 2)}\n`
    const failed = writeProblem
    try {
      await write(path, out, replace)
      ;[written, onDisk, writeProblem] = [saving, out, null]
    } catch (error) {
      if (error instanceof Overtaken) return save()
      const hint = 'Make room on the disk, or make the folder writable; the next change tries again.'
      writeProblem = failure('settings-invalid', `${path} cannot be written (${codeOf(error)}).`, hint)
    }
    if (failed?.message !== writeProblem?.message) tell()
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    return next(save)
  }

  return {
    path,
    get value() {
      return value
    },
    get problem() {
      return writeProblem ?? loadProblem
    },
    update(change) {
      const before = value
      value = bounded(keepUnknown(settingsSchema, before, change(before)))
      if (value === before) return
      if (path !== undefined && value !== written) {
        // Counted from the first change, so that steady changes cannot put it off for ever.
        timer ??= setTimeout(() => void flush(), gather)
        timer.unref()
      }
      tell()
    },
    flush,
    reread: () =>
      path === undefined
        ? Promise.resolve()
        : next(async () => {
            await takeIn(path)
          }),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
