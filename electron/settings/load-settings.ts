import { readFile } from 'node:fs/promises'
import { failure, type Failure } from '../../shared/failure.ts'
import { jsonPlaces } from './json-places.ts'
import { keepCopy } from './keep-copy.ts'
import { parseSettings } from './parse-settings.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** What was found at the start. */
export interface Loaded {
  settings: Settings
  problem: Failure | null
  writable: boolean
  /** The text that was read; undefined where there is no file. */
  text?: string
  rewrite?: boolean
}

/** Reads the settings at the start. A file that is broken is kept beside itself, and written anew. */
export async function load(path: string): Promise<Loaded> {
  const read = await readText(path)
  if (read.kind === 'missing') return { settings: defaultSettings, problem: null, writable: true }
  if (read.kind === 'unreadable') {
    return { settings: defaultSettings, problem: unreadable(path, read.code).problem, writable: false }
  }
  const { text } = read
  const parsed = parseSettings(text)
  if (parsed.kind === 'newer') {
    return { settings: defaultSettings, problem: newer(path, parsed.version), writable: false, text }
  }
  if (parsed.kind === 'settings' && parsed.broken.length === 0) {
    return { settings: parsed.settings, problem: null, writable: true, text }
  }
  const settings = parsed.kind === 'settings' ? parsed.settings : defaultSettings
  const what = parsed.kind === 'settings' ? wrongIn(text, parsed.broken) : parsed.reason
  try {
    const kept = await keepCopy(path, 'broken')
    const problem = failure('settings-invalid', `${path}: ${what}.`, `The file as it was is kept as ${kept}.`)
    return { settings, problem, writable: true, rewrite: true, text }
  } catch (error) {
    const message = `${path}: ${what}. It cannot be copied (${codeOf(error)}), so it is left as it is and changes are not kept.`
    return { settings, problem: failure('settings-invalid', message), writable: false, text }
  }
}

/** What the settings say, without touching the file; the defaults where it says nothing that is understood. */
export async function glance(path: string): Promise<Settings> {
  const read = await readText(path)
  return (read.kind === 'text' ? understand(path, read.text).settings : null) ?? defaultSettings
}

/** A file, as it was found. */
export type Read = { kind: 'text'; text: string } | { kind: 'missing' } | { kind: 'unreadable'; code: string }

/** Never throws. */
export async function readText(path: string): Promise<Read> {
  try {
    return { kind: 'text', text: await readFile(path, 'utf8') }
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', code }
  }
}

type Edited = { settings: Settings } | { settings: null; problem: Failure }

/** What the file says that was edited while the program runs; one that is not whole is waited for, not replaced. */
export function understand(path: string, text: string): Edited {
  const parsed = parseSettings(text)
  if (parsed.kind === 'newer') return { settings: null, problem: newer(path, parsed.version) }
  if (parsed.kind === 'settings' && parsed.broken.length === 0) return { settings: parsed.settings }
  const what = parsed.kind === 'settings' ? wrongIn(text, parsed.broken) : parsed.reason
  const hint = 'Mend the file: Porthole goes on with what it knew, and does not write over it until then.'
  return { settings: null, problem: failure('settings-invalid', `${path}: ${what}.`, hint) }
}

/** A file that cannot be read is left alone. */
export function unreadable(path: string, code: string): { settings: null; problem: Failure } {
  const message = `${path} cannot be read (${code}), so it is left as it is and changes are not kept.`
  return { settings: null, problem: failure('settings-invalid', message) }
}

/** The file of a newer Porthole is left alone. */
function newer(path: string, version: number): Failure {
  return failure(
    'settings-invalid',
    `${path} was written by a newer Porthole (version ${version} of the file): changes are not kept.`,
    'Use the newer Porthole, or move the file away to start anew.',
  )
}

/** The system's code of an error, or its words. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) return (error as NodeJS.ErrnoException).code ?? error.message
  return String(error)
}

/** Which entries cannot be what they are, each with its place. */
function wrongIn(text: string, names: readonly string[]): string {
  const { placeOf } = jsonPlaces(text)
  const listed = names.slice(0, 5).map((name) => {
    const place = placeOf(name)
    return place ? `${name} (line ${place.line}, column ${place.column})` : name
  })
  const more = names.length - listed.length
  return `entries are broken: ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
