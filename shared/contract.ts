import { z } from 'zod'
import { accessSchema } from './access.ts'
import { clusterColorSchema, clusterLookSchema } from './cluster-look.ts'
import { clusterModeSchema } from './cluster-mode.ts'
import { clusterStateSchema } from './cluster-state.ts'
import { connectionsSchema } from './connections.ts'
import { copyTargetSchema } from './copy-target.ts'
import { dashboardSchema, deskSchema, listLayoutSchema, type Desk } from './desk.ts'
import { downloadActionSchema, downloadSchema, type Download } from './download.ts'
import { failureSchema } from './failure.ts'
import { outsideHelpSchema, type HelpItem } from './help.ts'
import { pageAnswerSchema, pageQuestionSchema } from './page-question.ts'
import { namespaceListSchema, namespaceStateSchema } from './namespaces.ts'
import { paneSchema } from './panes.ts'
import { preferencesSchema } from './preferences.ts'
import { profileChoiceSchema, profileSchema } from './profile.ts'
import { importPreviewSchema, onceTold, settingsStateSchema, type SettingsState } from './settings-state.ts'
import { tcpForwardSchema } from './tcp-forward.ts'
import { trafficDetailsSchema, trafficServiceSchema } from './traffic.ts'
import { probeSchema } from './probe.ts'
import type { ScreenId } from './screen.ts'
import { updateActionSchema, updateStateSchema, type UpdateState } from './update.ts'
import { healthSchema } from './service.ts'
import { serviceDetailsSchema } from './service-details.ts'

/** A DNS label that stands for a context: see `clusterLabel`. */
const clusterId = z.string().min(1).max(63)
const dnsName = z.string().min(1).max(253)
const tabId = z.number().int().nonnegative()

export const clusterSummarySchema = z.object({
  id: clusterId,
  /** The context's name as the kubeconfig has it. */
  context: z.string(),
  /** The name on screen: the user's own, else the context's. */
  name: z.string(),
  /** The colour that the user chose; null leaves it to Porthole. */
  color: clusterColorSchema.nullable(),
  /** Its name looks like production, and no colour was chosen for it. */
  warn: z.boolean(),
  /** Every context that leads to this server as this user, `context` first, each with its default namespace or ''. */
  contexts: z.array(z.object({ context: z.string(), namespace: z.string() })),
  /** The API server's URL; empty when the context has no cluster. */
  server: z.string(),
  /** The context's default namespace; empty when it names none. */
  namespace: z.string(),
  /** `gitVersion` of /version; null before it is known. */
  version: z.string().nullable(),
  source: z.enum(['kubeconfig', 'demo']),
  state: clusterStateSchema,
  /** How many Services the list holds; null before there is one. */
  services: z.number().int().nullable(),
  /** Where its classic URLs are served, e.g. `http://127.0.0.1:8001`; null before it was connected. */
  classic: z.string().nullable(),
  mode: clusterModeSchema,
  /** How each namespace stands where the user may not list Services in all of them; null where they may. */
  namespaces: z.array(namespaceStateSchema).nullable(),
})
export type ClusterSummary = z.infer<typeof clusterSummarySchema>

export const appStateSchema = z.object({
  clusters: z.array(clusterSummarySchema),
  /** The cluster whose Services are on screen; null when there is none to show. */
  active: clusterId.nullable(),
  /** The listener's address, e.g. `127.0.0.1:8001`; null while it starts. */
  address: z.string().nullable(),
  kubeconfig: z.object({
    /** The files that were looked for, in order. */
    files: z.array(z.string()),
    /** How many of them exist. */
    found: z.number().int(),
    /** Why the files could not be used. The contexts of the last good state stay. */
    failure: failureSchema.nullable(),
  }),
  forwards: z.array(tcpForwardSchema),
  /** How pinned and recent dashboards of connected clusters stand, by `serviceId`. */
  health: z.record(z.string(), healthSchema),
  /** Why settings are not kept; null when they are. */
  settings: failureSchema.nullable(),
})
export type AppState = z.infer<typeof appStateSchema>

export const tabSchema = z.object({
  id: tabId,
  cluster: clusterId,
  namespace: z.string(),
  service: z.string(),
  /** The port's name or number as in the origin; empty for the preferred one. */
  port: z.string(),
  /** The page's title; the Service's name until it has one. */
  title: z.string(),
  /** The favicon as a data: URL; null when the page has none. */
  favicon: z.string().nullable(),
  /** The address on show. */
  url: z.string(),
  loading: z.boolean(),
  canGoBack: z.boolean(),
  canGoForward: z.boolean(),
  /** Why there is no page: the renderer of the page crashed, or nothing could be loaded. */
  problem: z.string().nullable(),
  /** The page has not answered its user for some seconds; it may yet. */
  stuck: z.boolean(),
  /** In per cent. */
  zoom: z.number(),
  /** How many places *find in page* has found, and which of them is shown; null while nothing is looked for. */
  found: z.object({ current: z.number(), total: z.number() }).nullable(),
  question: pageQuestionSchema.nullable(),
  /** Permissions of the Service's pages have been decided, and can be asked again. */
  decided: z.boolean(),
})
export type Tab = z.infer<typeof tabSchema>

export const tabsStateSchema = z.object({
  tabs: z.array(tabSchema),
  /** The tab on show; null shows the Services. */
  active: tabId.nullable(),
  /** Two tabs that stand side by side in the strip, and on show while one of them is active. */
  split: z.object({ left: tabId, right: tabId }).nullable(),
})
export type TabsState = z.infer<typeof tabsStateSchema>

const port = z.string().max(63)
const serviceRef = z.object({ cluster: clusterId, namespace: dnsName, name: dnsName, port })
export type ServiceRef = z.infer<typeof serviceRef>

const none = z.undefined()
const nothing = z.void()

/** Every question the renderer may ask: channel → schema of its input and of the value in its answer. */
export const contract = {
  'app.state': { input: none, output: appStateSchema },
  'cluster.show': { input: z.object({ cluster: clusterId }), output: nothing },
  'cluster.disconnect': { input: z.object({ cluster: clusterId }), output: nothing },
  'cluster.retry': { input: z.object({ cluster: clusterId }), output: nothing },
  'demo.open': { input: none, output: nothing },
  'kubeconfig.reload': { input: none, output: nothing },
  /**
   * A {@link ServicesSnapshot} as JSON to begin with: of a long list only the first rows, since the others come at once as
   * patches.
   */
  'services.follow': { input: z.object({ cluster: clusterId }), output: z.string() },
  /** A {@link ServicesSnapshot} of all rows as JSON: one string crosses IPC several times faster than 10,000 objects. */
  'services.snapshot': { input: z.object({ cluster: clusterId }), output: z.string() },
  'services.clusterInfo': { input: z.object({ cluster: clusterId }), output: z.string() },
  'service.copyTargets': { input: serviceRef, output: z.array(copyTargetSchema) },
  /** What a port speaks, asked now unless it is known; for a Service or port on which somebody's eye rests. */
  'service.probe': { input: serviceRef, output: probeSchema },
  /** What the API server tells of one Service, asked now, and its last requests. */
  'service.details': { input: serviceRef, output: serviceDetailsSchema },
  /** How a port is reached, and why so; null when the Service is not in the list. */
  'service.profile': { input: serviceRef, output: profileSchema.nullable() },
  /** Sets axes of the profile; those that are absent are chosen by experience again. */
  'service.setProfile': { input: z.object({ service: serviceRef, set: profileChoiceSchema }), output: nothing },
  /** What the user may do in a namespace of a connected cluster; '' asks for all of them together. */
  'access.of': { input: z.object({ cluster: clusterId, namespace: z.string().max(253) }), output: accessSchema },
  /** Sets the display name and the colour; what is absent is Porthole's choice again. */
  'cluster.setLook': { input: z.object({ cluster: clusterId, look: clusterLookSchema }), output: nothing },
  /** The namespaces to list where the user may not list all; they are kept. */
  'cluster.setNamespaces': {
    input: z.object({ cluster: clusterId, namespaces: namespaceListSchema }),
    output: nothing,
  },
  'cluster.setMode': { input: z.object({ cluster: clusterId, mode: clusterModeSchema }), output: nothing },
  /** Forwards a local port to a Service's port; 0 takes any free one. */
  'forward.start': {
    input: z.object({ service: serviceRef, localPort: z.number().int().min(0).max(65_535) }),
    output: tcpForwardSchema,
  },
  'forward.stop': { input: z.object({ id: z.number().int() }), output: nothing },
  /** Where Porthole listens, and what is open there now. */
  'connections.state': { input: none, output: connectionsSchema },
  /**
   * Begins to look at the requests to a Service, or with null to all: a {@link TrafficSnapshot} as JSON, and what changes
   * from then on as `traffic.changed`.
   */
  'traffic.follow': { input: z.object({ service: trafficServiceSchema.nullable() }), output: z.string() },
  'traffic.unfollow': { input: none, output: nothing },
  /** All that is known of one request; null once it is kept no more. */
  'traffic.entry': { input: z.object({ id: z.int() }), output: trafficDetailsSchema.nullable() },
  /** The command that asks the same again, without secrets. */
  'traffic.curl': { input: z.object({ id: z.int() }), output: z.string() },
  /** Asks for a place and writes the requests there as HAR; returns where, null when none was chosen. */
  'traffic.exportHar': {
    input: z.object({ service: trafficServiceSchema.nullable(), /** Those that are kept. */ bodies: z.boolean() }),
    output: z.string().nullable(),
  },
  /** Forgets the requests to a Service, or with null all; what still runs is forgotten too. */
  'traffic.clear': { input: z.object({ service: trafficServiceSchema.nullable() }), output: nothing },
  /** Keeps the bodies of a Service's requests from now on, in memory, until Porthole ends. */
  'traffic.captureBodies': { input: z.object({ service: trafficServiceSchema, on: z.boolean() }), output: nothing },
  'desk.state': { input: none, output: deskSchema },
  'desk.pin': { input: z.object({ dashboard: dashboardSchema, pinned: z.boolean() }), output: nothing },
  /** Moves a pinned dashboard to a place among the others, counted from 0. */
  'desk.movePin': {
    input: z.object({ dashboard: dashboardSchema, place: z.number().int().nonnegative() }),
    output: nothing,
  },
  /** Takes a dashboard out of the recent ones. */
  'desk.forget': { input: dashboardSchema, output: nothing },
  'desk.layOut': { input: listLayoutSchema, output: nothing },
  /** What helps a report, without credentials: versions, states, the last of the log. */
  'diagnostics.text': { input: none, output: z.string() },
  'settings.state': { input: none, output: settingsStateSchema },
  /** Sets the preferences that are named, and no others. */
  'settings.set': { input: preferencesSchema.partial(), output: nothing },
  /** The person has been told this, and does not want to hear it again. */
  'settings.told': { input: z.object({ what: z.enum(onceTold) }), output: nothing },
  /** Forgets what is remembered of the ports of a cluster: what experience has shown, and what was set. */
  'settings.forgetPorts': { input: z.object({ cluster: clusterId }), output: nothing },
  /** Shows the settings file in its folder. */
  'settings.showFile': { input: none, output: nothing },
  /** Asks for a place and writes the settings there, without anything of this computer alone; null when none was chosen. */
  'settings.export': { input: none, output: z.string().nullable() },
  /** Asks for a file and tells what an import of it would change; null when none was chosen. */
  'settings.chooseImport': { input: none, output: importPreviewSchema.nullable() },
  /** Imports what was shown; returns where the settings from before are kept, null where there were none. */
  'settings.import': { input: z.object({ id: z.int() }), output: z.string().nullable() },
  'help.open': { input: z.object({ what: outsideHelpSchema }), output: nothing },
  'update.state': { input: none, output: updateStateSchema },
  /** Does one step and tells how it ended: each is a person's wish. */
  'update.act': { input: z.object({ action: updateActionSchema }), output: updateStateSchema },
  'clipboard.write': { input: z.object({ text: z.string().max(1_000_000) }), output: nothing },
  'tabs.state': { input: none, output: tabsStateSchema },
  'tabs.open': { input: serviceRef, output: tabId },
  /** Shows a tab and gives its page the focus, unless what is around the page is being used. */
  'tabs.activate': {
    input: z.object({ tab: tabId.nullable(), focus: z.literal(false).optional() }),
    output: nothing,
  },
  'tabs.close': { input: z.object({ tab: tabId }), output: nothing },
  /** Opens the tab that was closed last again, where it was; null when none was. */
  'tabs.reopen': { input: none, output: tabId.nullable() },
  /** Moves a tab to a place among the others, counted from 0, and a pair together; returns the place that it has now. */
  'tabs.move': { input: z.object({ tab: tabId, place: z.number().int().nonnegative() }), output: z.number().int() },
  /** Shows two tabs side by side, until one of them closes or somebody ends it. There is one pair at most. */
  'tabs.split': { input: z.object({ left: tabId, right: tabId }), output: nothing },
  'tabs.unsplit': { input: none, output: nothing },
  'tabs.act': {
    input: z.object({
      tab: tabId,
      action: z.enum([
        'back',
        'forward',
        'reload',
        'stop',
        'devtools',
        'system-browser',
        'zoom-in',
        'zoom-out',
        'zoom-reset',
        'print',
        /** Gives a stuck page more time. */
        'wait',
        /** Forgets what was decided about permissions. */
        'forget-permissions',
      ]),
    }),
    output: nothing,
  },
  /** Goes to a path of the tab's own origin, or to a whole URL on it; another origin is refused. */
  'tabs.navigate': { input: z.object({ tab: tabId, address: z.string().max(8192) }), output: nothing },
  /** Looks for a text in the page: from the start, or on from where it was found. Nothing is looked for with ''. */
  'tabs.find': {
    input: z.object({ tab: tabId, text: z.string().max(1000), step: z.enum(['first', 'next', 'previous']) }),
    output: nothing,
  },
  'tabs.answer': {
    input: z.object({ tab: tabId, question: z.number().int(), answer: pageAnswerSchema }),
    output: nothing,
  },
  /** The page in a pane as it looks now, as a data: URL; null where there is none to see. */
  'tabs.picture': { input: z.object({ pane: paneSchema }), output: z.string().nullable() },
  /** What a dashboard looks like, as a data: URL: now where it can be seen, else when it was last; null when it never was. */
  'wall.picture': { input: dashboardSchema, output: z.string().nullable() },
  'downloads.state': { input: none, output: z.array(downloadSchema) },
  'downloads.act': { input: z.object({ download: z.number().int(), action: downloadActionSchema }), output: nothing },
  /** Where the page in a pane may draw, in CSS pixels of the window; null hides it behind something that overlaps. */
  'tabs.bounds': {
    input: z.object({
      pane: paneSchema,
      box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
    }),
    output: nothing,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type Channel = keyof typeof contract
export type Input<C extends Channel> = z.infer<(typeof contract)[C]['input']>
export type Output<C extends Channel> = z.infer<(typeof contract)[C]['output']>

/** What passes through Porthole now. */
export interface TrafficRates {
  /** Per second. */
  requests: number
  /** Per second, of bodies, both ways. */
  bytes: number
  /** In the last minute. */
  errors: number
}

/** What main tells the renderer unasked. */
export interface Events {
  'app.changed': AppState
  'tabs.changed': TabsState
  'desk.changed': Desk
  'settings.changed': SettingsState
  'update.changed': UpdateState
  /** An item of the Help menu was chosen. */
  'help.asked': HelpItem
  'traffic.rates': TrafficRates
  /** A {@link TrafficChange} as JSON, while somebody looks. */
  'traffic.changed': string
  'downloads.changed': Download[]
  /** A {@link ServicesPatch} as JSON. */
  'services.patch': string
  /** A shortcut that was pressed while an embedded page had the focus. */
  'shortcut.pressed': Shortcut
}
export type EventName = keyof Events
export type Shortcut =
  | 'reopen-tab'
  | 'tab-left'
  | 'tab-right'
  | 'split'
  | 'palette'
  | 'search'
  | 'show-services'
  | 'close-tab'
  | 'next-tab'
  | 'previous-tab'
  | 'address'
  | 'find'
  | ScreenId

export type Answer<T> = { ok: true; value: T } | ({ ok: false } & z.infer<typeof failureSchema>)

/** What preload puts on `window.porthole`; frozen, and all that the renderer can reach of the main process. */
export interface Bridge {
  invoke: <C extends Channel>(channel: C, input: Input<C>) => Promise<Answer<Output<C>>>
  /** Returns its own unsubscribe. */
  on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void
  platform: string
}
