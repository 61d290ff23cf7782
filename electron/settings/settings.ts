import { z } from 'zod'
import { clusterLookSchema, type ClusterLook } from '../../shared/cluster-look.ts'
import { namespaceListSchema } from '../../shared/namespaces.ts'
import { dashboardSchema, emptyDesk, listLayoutSchema } from '../../shared/desk.ts'
import { pageSettingsSchema, type PageSettings } from '../../shared/page-settings.ts'
import { defaultPreferences, preferencesSchema } from '../../shared/preferences.ts'
import { profileChoiceSchema } from '../../shared/profile.ts'
import { onceTold } from '../../shared/settings-state.ts'

/** The version of the file that this program reads and writes. */
export const settingsVersion = 1

/** At most this many ports of Services are remembered; the oldest are forgotten. */
export const profileLimit = 2_000

export const portSchema = z.int().min(1).max(65_535)

export const clusterSettingsSchema = z.object({
  /** Only reading methods are proxied. */
  readOnly: z.boolean(),
  /** The classic port serves the whole API, not Services alone. */
  wholeApi: z.boolean(),
})
export type ClusterSettings = z.infer<typeof clusterSettingsSchema>

/** What is remembered of a port of a Service. */
export const profileRecordSchema = z.object({
  /** What experience has shown. */
  learned: profileChoiceSchema,
  /** What the user has set. */
  set: profileChoiceSchema,
})
export type ProfileRecord = z.infer<typeof profileRecordSchema>

/** Where the window was. Device-independent pixels. */
export const windowPlaceSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof windowPlaceSchema>

export const keptTabSchema = dashboardSchema.extend({
  /** Where in its Service it was: without query and fragment, which may be secrets. */
  path: z.string().startsWith('/').max(2048),
})
export type KeptTab = z.infer<typeof keptTabSchema>

export const keptTabsSchema = z.object({
  open: z.array(keptTabSchema),
  /** The place of the one on show. */
  active: z.int().nullable(),
  /** The place of the left one of the pair; the right one follows it. */
  split: z.int().nullable(),
})
export type KeptTabs = z.infer<typeof keptTabsSchema>

/** More tabs than this are not opened again. */
export const tabLimit = 50

export const settingsSchema = z.object({
  version: z.literal(settingsVersion).describe('The version of the file.'),
  preferences: preferencesSchema.describe('What a person chooses.'),
  classicPorts: z.record(z.string(), portSchema).describe('The classic port of each cluster, by the cluster’s id.'),
  clusters: z.record(z.string(), clusterSettingsSchema).describe('What is let through to a cluster, by its id.'),
  looks: z.record(z.string(), clusterLookSchema).describe('Display name and colour, by the cluster’s id.'),
  namespaces: z
    .record(z.string(), namespaceListSchema)
    .describe('The namespaces that are listed where the user may not list all of them, by the cluster’s id.'),
  pages: z
    .record(z.string(), pageSettingsSchema)
    .describe(
      'Zoom in per cent, and what was decided about permissions; by `CLUSTER/NAMESPACE/SERVICE`, the oldest first.',
    ),
  profiles: z
    .record(z.string(), profileRecordSchema)
    .describe(
      'What experience has shown of a port, and what the user has set; by `CLUSTER/NAMESPACE/SERVICE/PORT`, the oldest first.',
    ),
  pins: z.array(dashboardSchema).describe('The Services that are pinned, in their order.'),
  recents: z.array(dashboardSchema).describe('The Services that were opened last, the newest first.'),
  list: listLayoutSchema.describe('How the list of Services is laid out.'),
  told: z.array(z.enum(onceTold)).describe('What Porthole has said once, and does not say again.'),
  window: windowPlaceSchema.nullable().describe('Where the window was, in pixels.'),
  tabs: keptTabsSchema.describe(
    'The tabs that were open, and the places of the one on show and of the first of the two side by side; paths without queries, which may be secrets.',
  ),
})
/** What Porthole remembers; immutable. Ask it through the functions below: an id may be called `constructor`. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>

export const defaultSettings: Settings = {
  version: settingsVersion,
  preferences: defaultPreferences,
  classicPorts: {},
  clusters: {},
  looks: {},
  namespaces: {},
  pages: {},
  profiles: {},
  ...emptyDesk,
  told: [],
  window: null,
  tabs: { open: [], active: null, split: null },
}
const defaultCluster: ClusterSettings = { readOnly: false, wholeApi: false }

export function classicPortOf({ classicPorts }: Settings, cluster: string): number | undefined {
  return Object.hasOwn(classicPorts, cluster) ? classicPorts[cluster] : undefined
}

/** A cluster's switches; each is off until somebody turns it on. */
export function clusterSettingsOf({ clusters }: Settings, cluster: string): ClusterSettings {
  return (Object.hasOwn(clusters, cluster) ? clusters[cluster] : undefined) ?? defaultCluster
}

/** How the user wants a cluster to look. */
export function lookOf({ looks }: Settings, cluster: string): ClusterLook {
  return (Object.hasOwn(looks, cluster) ? looks[cluster] : undefined) ?? {}
}

/** With a cluster's look; one that says nothing is forgotten. */
export function withLook(settings: Settings, cluster: string, look: ClusterLook): Settings {
  const { [cluster]: _, ...others } = settings.looks
  return { ...settings, looks: Object.keys(look).length === 0 ? others : { ...others, [cluster]: look } }
}

/** The namespaces that the user chose to list; undefined where nobody chose. */
export function namespacesOf({ namespaces }: Settings, cluster: string): readonly string[] | undefined {
  return Object.hasOwn(namespaces, cluster) ? namespaces[cluster] : undefined
}

export function profileRecordOf({ profiles }: Settings, key: string): ProfileRecord | undefined {
  return Object.hasOwn(profiles, key) ? profiles[key] : undefined
}

/** With a port's record, which is the newest now. A record that says nothing is forgotten; the same one changes nothing. */
export function withProfile(settings: Settings, key: string, record: ProfileRecord): Settings {
  const known = profileRecordOf(settings, key)
  const empty = Object.keys(record.learned).length === 0 && Object.keys(record.set).length === 0
  if (known ? sameRecord(known, record) : empty) return settings
  const others = Object.entries(settings.profiles).filter(([other]) => other !== key)
  const entries = empty ? others : [...others, [key, record] as const]
  return bounded({ ...settings, profiles: Object.fromEntries(entries) })
}

/** How many ports of each cluster are remembered, by its id. */
export function profileCounts({ profiles }: Settings): Record<string, number> {
  const counts = new Map<string, number>()
  for (const key of Object.keys(profiles)) counts.set(clusterOfKey(key), (counts.get(clusterOfKey(key)) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** Without what is remembered of a cluster's ports. */
export function withoutProfilesOf(settings: Settings, cluster: string): Settings {
  const others = Object.entries(settings.profiles).filter(([key]) => clusterOfKey(key) !== cluster)
  if (others.length === Object.keys(settings.profiles).length) return settings
  return { ...settings, profiles: Object.fromEntries(others) }
}

/** An id has no slash: see `clusterLabel`. */
const clusterOfKey = (key: string): string => key.slice(0, key.indexOf('/'))

/** What is remembered of a Service's pages. */
export function pageSettingsOf({ pages }: Settings, key: string): PageSettings {
  return (Object.hasOwn(pages, key) ? pages[key] : undefined) ?? {}
}

/** With that of a Service, which is the newest now; what says nothing is forgotten. */
export function withPageSettings(settings: Settings, key: string, page: PageSettings): Settings {
  const others = Object.entries(settings.pages).filter(([other]) => other !== key)
  const says = Object.values(page).some((value) => value !== undefined)
  const pages = says ? [...others, [key, page] as const].slice(-profileLimit) : others
  return { ...settings, pages: Object.fromEntries(pages) }
}

/** Without the oldest profiles beyond the limit. */
export function bounded(settings: Settings): Settings {
  const entries = Object.entries(settings.profiles)
  if (entries.length <= profileLimit) return settings
  return { ...settings, profiles: Object.fromEntries(entries.slice(-profileLimit)) }
}

function sameRecord(one: ProfileRecord, other: ProfileRecord): boolean {
  return (['learned', 'set'] as const).every((part) =>
    (['transport', 'host', 'scheme', 'clientScheme'] as const).every((axis) => one[part][axis] === other[part][axis]),
  )
}
