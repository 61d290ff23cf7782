import type { z } from 'zod'
import { withPin } from '../../shared/desk.ts'
import { type Preferences, preferencesSchema } from '../../shared/preferences.ts'
import type { ImportChange } from '../../shared/settings-state.ts'
import { isPlain } from './keep-unknown.ts'
import { parseSettings } from './parse-settings.ts'
import { bounded, settingsSchema, type Settings } from './settings.ts'

/** What another computer, or a colleague, has use for: not where the window was, nor what was opened in it. */
const exchanged = {
  version: true,
  preferences: true,
  classicPorts: true,
  clusters: true,
  looks: true,
  namespaces: true,
  pages: true,
  profiles: true,
  pins: true,
  list: true,
} as const
const exportSchema = settingsSchema.pick(exchanged)
const recordNames = ['classicPorts', 'clusters', 'looks', 'namespaces', 'pages', 'profiles'] as const

/** The text of an export. Only what the schema knows goes into it: what somebody else has put into the file may be a secret. */
export function exportText(settings: Settings): string {
  return `${JSON.stringify(exportSchema.parse(settings), null, 2)}\n`
}

export type Imported =
  | { ok: true; settings: Settings; changes: ImportChange[]; ignored: string[] }
  | { ok: false; reason: string }

/** The settings with what a file says that was exported, or the settings file of another computer. Nothing is taken away. */
export function withImport(settings: Settings, text: string): Imported {
  const parsed = parseSettings(text)
  if (parsed.kind === 'newer') {
    return { ok: false, reason: `It was written by a newer Porthole (version ${parsed.version} of the file).` }
  }
  if (parsed.kind === 'broken') return { ok: false, reason: `It is not a settings file: ${parsed.reason}.` }
  const file = JSON.parse(text) as Record<string, unknown>
  const given = isPlain(file['preferences']) ? file['preferences'] : {}
  const { settings: other } = parsed
  // Known ones alone: what was read has the unknown ones too.
  const chosen = Object.entries(other.preferences).filter(
    ([name]) => Object.hasOwn(preferencesSchema.shape, name) && Object.hasOwn(given, name),
  )
  const preferences: Preferences = {
    ...settings.preferences,
    ...Object.fromEntries(chosen),
  }
  const records = Object.fromEntries(recordNames.map((name) => [name, { ...settings[name], ...other[name] }]))
  const joined: Settings = {
    ...settings,
    ...records,
    preferences,
    ...(file['list'] !== undefined && { list: other.list }),
  }
  const after = bounded(other.pins.reduce(withPin, joined))
  return {
    ok: true,
    settings: after,
    changes: changesOf(exportSchema, settings, after),
    ignored: [
      ...parsed.broken,
      ...unknownIn(file, settingsSchema, ''),
      ...unknownIn(given, preferencesSchema, 'preferences.'),
    ],
  }
}

/** What differs, leaf by leaf; what loosens a guard comes first. */
export function changesOf(schema: z.ZodType, before: unknown, after: unknown): ImportChange[] {
  const changes: ImportChange[] = []
  const walk = (path: readonly string[], one: unknown, other: unknown): void => {
    if (isPlain(other)) {
      for (const [key, value] of Object.entries(other)) {
        walk([...path, key], isPlain(one) && Object.hasOwn(one, key) ? one[key] : undefined, value)
      }
    } else if (JSON.stringify(one) !== JSON.stringify(other)) {
      const json = one === undefined ? null : JSON.stringify(one)
      changes.push({
        entry: path.join(' › '),
        before: json,
        after: JSON.stringify(other),
        loosens: loosens(path, one, other),
      })
    }
  }
  walk([], schema.parse(before), schema.parse(after))
  return changes.sort((a, b) => Number(b.loosens) - Number(a.loosens))
}

function loosens(path: readonly string[], before: unknown, after: unknown): boolean {
  const name = path.at(-1)
  if (path.at(-2) === 'permissions') return after === 'allow'
  return (name === 'readOnly' && before === true && after === false) || (name === 'wholeApi' && after === true)
}

function unknownIn(value: Readonly<Record<string, unknown>>, { shape }: z.ZodObject, prefix: string): string[] {
  return Object.keys(value)
    .filter((key) => !Object.hasOwn(shape, key))
    .map((key) => `${prefix}${key}`)
}
