import { z } from 'zod'
import { pageSettingsSchema } from '../../shared/page-settings.ts'
import { clusterLookSchema } from '../../shared/cluster-look.ts'
import { dashboardSchema, listLayoutSchema, pinLimit, recentLimit } from '../../shared/desk.ts'
import { namespaceListSchema } from '../../shared/namespaces.ts'
import { type Preferences, defaultPreferences, preferencesSchema } from '../../shared/preferences.ts'
import { jsonPlaces, wayTo } from './json-places.ts'
import { onceTold } from '../../shared/settings-state.ts'
import { keepUnknown } from './keep-unknown.ts'
import {
  bounded,
  clusterSettingsSchema,
  defaultSettings,
  keptTabSchema,
  portSchema,
  profileRecordSchema,
  settingsSchema,
  settingsVersion,
  tabLimit,
  windowPlaceSchema,
  type Settings,
} from './settings.ts'

/** What the text of a settings file holds. */
export type ParsedSettings =
  | { kind: 'settings'; settings: Settings /** What could not be read, one phrase each. */; broken: string[] }
  | { kind: 'broken'; reason: string }
  | { kind: 'newer'; version: number }

const fileSchema = z.record(z.string(), z.unknown())

function faultOf(text: string): string | undefined {
  const { fault } = jsonPlaces(text)
  return fault ? `line ${fault.line}, column ${fault.column}: ${fault.wanted} is missing` : undefined
}

/** Reads the text of a settings file entry by entry: what is broken is left out and named, the others stay. */
export function parseSettings(text: string): ParsedSettings {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { kind: 'broken', reason: faultOf(text) ?? (error instanceof Error ? error.message : 'it is not JSON') }
  }
  const file = fileSchema.safeParse(json)
  if (!file.success) return { kind: 'broken', reason: 'it is not a JSON object' }
  const { version } = file.data
  if (typeof version === 'number' && version > settingsVersion) return { kind: 'newer', version }
  if (version !== settingsVersion) return { kind: 'broken', reason: `its version is not ${settingsVersion}` }
  const broken: string[] = []
  const settings: Settings = bounded({
    version: settingsVersion,
    preferences: preferences(file.data, broken),
    classicPorts: section(file.data, 'classicPorts', portSchema, broken),
    clusters: section(file.data, 'clusters', clusterSettingsSchema, broken),
    looks: section(file.data, 'looks', clusterLookSchema, broken),
    namespaces: section(file.data, 'namespaces', namespaceListSchema, broken),
    pages: section(file.data, 'pages', pageSettingsSchema, broken),
    profiles: section(file.data, 'profiles', profileRecordSchema, broken),
    pins: entries(file.data, 'pins', dashboardSchema, broken).slice(0, pinLimit),
    recents: entries(file.data, 'recents', dashboardSchema, broken).slice(0, recentLimit),
    list: whole(file.data, 'list', listLayoutSchema, broken) ?? defaultSettings.list,
    told: entries(file.data, 'told', z.enum(onceTold), []),
    window: whole(file.data, 'window', windowPlaceSchema, broken) ?? null,
    tabs: tabs(file.data, broken),
  })
  return { kind: 'settings', settings: keepUnknown(settingsSchema, file.data, settings), broken }
}

function section<T>(
  file: Readonly<Record<string, unknown>>,
  name: string,
  schema: z.ZodType<T>,
  broken: string[],
): Record<string, T> {
  if (file[name] === undefined) return {}
  const entries = fileSchema.safeParse(file[name])
  if (!entries.success) {
    broken.push(name)
    return {}
  }
  const read: [string, T][] = []
  // JSON has no order of keys, but JSON.parse keeps it, and the oldest profiles come first.
  for (const [key, value] of Object.entries(entries.data)) {
    const entry = schema.safeParse(value)
    if (entry.success) read.push([key, keepUnknown(schema, value, entry.data)])
    else broken.push(wayTo(name, key))
  }
  return Object.fromEntries(read)
}

type File = Readonly<Record<string, unknown>>

function entries<T>(file: File, name: string, schema: z.ZodType<T>, broken: string[], way = name): T[] {
  const listed = z.array(z.unknown()).safeParse(file[name] ?? [])
  if (!listed.success) {
    broken.push(way)
    return []
  }
  return listed.data.flatMap((value, index) => {
    const entry = schema.safeParse(value)
    if (entry.success) return [keepUnknown(schema, value, entry.data)]
    broken.push(`${way}[${index}]`)
    return []
  })
}

function whole<T>(file: File, name: string, schema: z.ZodType<T>, broken: string[]): T | undefined {
  const value = file[name]
  if (value === undefined || value === null) return undefined
  const read = schema.safeParse(value)
  if (!read.success) broken.push(name)
  return read.data
}

function tabs(file: File, broken: string[]): Settings['tabs'] {
  const kept = whole(file, 'tabs', z.record(z.string(), z.unknown()), broken)
  if (!kept) return defaultSettings.tabs
  const open = entries(kept, 'open', keptTabSchema, broken, 'tabs.open').slice(0, tabLimit)
  const placeOf = (name: string, behind: number) => {
    const place = z.int().min(0).safeParse(kept[name])
    return place.success && place.data + behind < open.length ? place.data : null
  }
  return { open, active: placeOf('active', 0), split: placeOf('split', 1) }
}

/** Each one by itself: a typing error in one must not reset the others. */
function preferences(file: File, broken: string[]): Preferences {
  const given = whole(file, 'preferences', fileSchema, broken) ?? {}
  const read = Object.entries(preferencesSchema.shape).flatMap(([name, schema]): [string, unknown][] => {
    if (given[name] === undefined) return []
    const entry = z.safeParse(schema, given[name])
    if (entry.success) return [[name, entry.data]]
    broken.push(`preferences.${name}`)
    return []
  })
  return preferencesSchema.parse({ ...defaultPreferences, ...Object.fromEntries(read) })
}
