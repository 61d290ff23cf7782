import { watch, type FSWatcher } from 'node:fs'
import { readlink, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'

/** Editors and tools write a file in several steps; it is read once they have been quiet for so long, in ms. */
const quiet = 150
/** What is written without a pause is read after so long all the same, in ms. */
const restless = 1_000
/** How often files are looked at where the system does not tell of changes, in ms. */
const lookEvery = 5_000

/**
 * Tells when one of some files may have changed, come or gone. Folders are watched rather than files, since editors put a
 * new file in the place of the old one; for a file behind links each folder on its way, for one that is not there yet the
 * nearest folder that is.
 */
export class WatchedFiles {
  readonly #files: readonly string[]
  readonly #changed: () => void
  readonly #watchers = new Map<string, { watcher: FSWatcher; names: Set<string> }>()
  #timer: NodeJS.Timeout | undefined
  /** Since when a change waits to be told. */
  #since: number | undefined
  #looks: NodeJS.Timeout | undefined
  #seen = ''
  #closed = false

  constructor(files: readonly string[], changed: () => void) {
    this.#files = files.map((file) => resolve(file))
    this.#changed = changed
  }

  /** Watches what there is now; to be called again after each change, as folders come and links turn. */
  async follow(): Promise<void> {
    const wanted = new Map<string, Set<string>>()
    for (const file of this.#files)
      for (const [folder, name] of await placesOf(file)) {
        wanted.set(folder, (wanted.get(folder) ?? new Set()).add(name))
      }
    if (this.#closed) return
    for (const [folder, { watcher }] of this.#watchers) {
      if (wanted.has(folder)) continue
      watcher.close()
      this.#watchers.delete(folder)
    }
    let blind = false
    for (const [folder, names] of wanted) {
      const known = this.#watchers.get(folder)
      if (known) known.names = names
      else if (!this.#watch(folder, names)) blind = true
    }
    if (blind) this.#look()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    clearInterval(this.#looks)
    for (const { watcher } of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  #watch(folder: string, names: Set<string>): boolean {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        // Some systems do not say which.
        if (name === null || this.#watchers.get(folder)?.names.has(name)) this.#noted()
      })
      watcher.on('error', () => {
        // The folder is gone, most likely.
        watcher.close()
        this.#watchers.delete(folder)
        this.#noted()
      })
      this.#watchers.set(folder, { watcher, names })
      return true
    } catch {
      return false
    }
  }

  #noted(): void {
    clearTimeout(this.#timer)
    this.#since ??= performance.now()
    const left = Math.min(quiet, this.#since + restless - performance.now())
    this.#timer = setTimeout(() => {
      this.#since = undefined
      void this.follow().then(() => {
        if (!this.#closed) this.#changed()
      })
    }, left)
  }

  /** Looks at the files now and then, where watching is not to be had (a limit of the system, a file system that cannot). */
  #look(): void {
    this.#looks ??= setInterval(() => {
      void Promise.all(this.#files.map(stampOf)).then((stamps) => {
        const seen = stamps.join()
        if (this.#seen !== '' && seen !== this.#seen) this.#noted()
        this.#seen = seen
      })
    }, lookEvery).unref()
  }
}

/** Folder and name of each step on the way to a file: itself, what it links to, and folders that are links themselves. */
async function placesOf(file: string): Promise<[string, string][]> {
  const places: [string, string][] = []
  let next = [file]
  // Links that go in circles end somewhere.
  for (let depth = 0; depth < 40 && next.length > 0; depth++) {
    const [path = '', ...rest] = next
    next = rest
    const folder = dirname(path)
    if (folder === path) continue
    if (await isFolder(folder)) places.push([folder, basename(path)])
    else next.push(folder)
    for (let step = path; dirname(step) !== step; step = dirname(step)) {
      const link = await readlink(step).catch(() => undefined)
      if (link === undefined) continue
      if (step !== path) places.push([dirname(step), basename(step)])
      next.push(resolve(dirname(step), link) + path.slice(step.length))
      break
    }
  }
  return places
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function stampOf(file: string): Promise<string> {
  return stat(file).then(
    ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
    () => 'none',
  )
}
