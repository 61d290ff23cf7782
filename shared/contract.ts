import { z } from 'zod'
import { accessSchema } from './access.ts'
import { clusterLookSchema } from './cluster-look.ts'
import { clusterModeSchema } from './cluster-mode.ts'
import { connectionsSchema } from './connections.ts'
import { copyTargetSchema } from './copy-target.ts'
import { dashboardSchema, deskSchema, listLayoutSchema, type Desk } from './desk.ts'
import { downloadActionSchema, downloadSchema, type Download } from './download.ts'
import type { failureSchema } from './failure.ts'
import type { HelpItem } from './help.ts'
import { pageAnswerSchema } from './page-question.ts'
import { namespaceListSchema } from './namespaces.ts'
import { paneSchema } from './panes.ts'
import { preferencesSchema } from './preferences.ts'
import { profileChoiceSchema, profileSchema } from './profile.ts'
import { importPreviewSchema, onceTold, settingsStateSchema, type SettingsState } from './settings-state.ts'
import { tcpForwardSchema } from './tcp-forward.ts'
import { trafficDetailsSchema, trafficServiceSchema, type TrafficRates } from './traffic.ts'
import { probeSchema } from './probe.ts'
import { updateActionSchema, updateStateSchema, type UpdateState } from './update.ts'
import { serviceDetailsSchema } from './service-details.ts'
import { clusterIdSchema, serviceRefSchema } from './service-ref.ts'
import type { Shortcut } from './shortcut.ts'
import { tabIdSchema, tabsStateSchema, type TabsState } from './tabs-state.ts'
import { wallLookSchema } from './wall-look.ts'

const none = z.undefined()
const nothing = z.void()

/** Every question the renderer may ask: channel → schema of its input and of the value in its answer. */
export const contract = {
  /** An {@link AppSnapshot} as JSON. */
  'app.follow': { input: none, output: z.string() },
  'cluster.show': { input: z.object({ cluster: clusterIdSchema }), output: nothing },
  'cluster.disconnect': { input: z.object({ cluster: clusterIdSchema }), output: nothing },
  'cluster.retry': { input: z.object({ cluster: clusterIdSchema }), output: nothing },
  'demo.open': { input: none, output: nothing },
  'kubeconfig.reload': { input: none, output: nothing },
  /**
   * A {@link ServicesSnapshot} as JSON to begin with: of a long list only the first rows, since the others come at once as
   * patches.
   */
  'services.follow': { input: z.object({ cluster: clusterIdSchema }), output: z.string() },
  /** A {@link ServicesSnapshot} of all rows as JSON: one string crosses IPC several times faster than 10,000 objects. */
  'services.snapshot': { input: z.object({ cluster: clusterIdSchema }), output: z.string() },
  'services.clusterInfo': { input: z.object({ cluster: clusterIdSchema }), output: z.string() },
  'service.copyTargets': { input: serviceRefSchema, output: z.array(copyTargetSchema) },
  /** What a port speaks, asked now unless it is known; for a Service or port on which somebody's eye rests. */
  'service.probe': { input: serviceRefSchema, output: probeSchema },
  /** What the API server tells of one Service, asked now, and its last requests. */
  'service.details': { input: serviceRefSchema, output: serviceDetailsSchema },
  /** How a port is reached, and why so; null when the Service is not in the list. */
  'service.profile': { input: serviceRefSchema, output: profileSchema.nullable() },
  /** Sets axes of the profile; those that are absent are chosen by experience again. */
  'service.setProfile': { input: z.object({ service: serviceRefSchema, set: profileChoiceSchema }), output: nothing },
  /** What the user may do in a namespace of a connected cluster; '' asks for all of them together. */
  'access.of': { input: z.object({ cluster: clusterIdSchema, namespace: z.string().max(253) }), output: accessSchema },
  /** Sets the display name and the colour; what is absent is Porthole's choice again. */
  'cluster.setLook': { input: z.object({ cluster: clusterIdSchema, look: clusterLookSchema }), output: nothing },
  /** The namespaces to list where the user may not list all; they are kept. */
  'cluster.setNamespaces': {
    input: z.object({ cluster: clusterIdSchema, namespaces: namespaceListSchema }),
    output: nothing,
  },
  'cluster.setMode': { input: z.object({ cluster: clusterIdSchema, mode: clusterModeSchema }), output: nothing },
  /** Forwards a local port to a Service's port; 0 takes any free one. */
  'forward.start': {
    input: z.object({ service: serviceRefSchema, localPort: z.number().int().min(0).max(65_535) }),
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
  'settings.forgetPorts': { input: z.object({ cluster: clusterIdSchema }), output: nothing },
  /** Shows the settings file in its folder. */
  'settings.showFile': { input: none, output: nothing },
  /** Asks for a place and writes the settings there, without anything of this computer alone; null when none was chosen. */
  'settings.export': { input: none, output: z.string().nullable() },
  /** Asks for a file and tells what an import of it would change; null when none was chosen. */
  'settings.chooseImport': { input: none, output: importPreviewSchema.nullable() },
  /** Imports what was shown; returns where the settings from before are kept, null where there were none. */
  'settings.import': { input: z.object({ id: z.int() }), output: z.string().nullable() },
  /** False where there is no such place: a build without a public home has none to report to. */
  'help.open': { input: z.object({ what: z.enum(['log', 'report'] satisfies HelpItem[]) }), output: z.boolean() },
  /** Ends the program and starts it again. */
  'help.restart': { input: none, output: nothing },
  'update.state': { input: none, output: updateStateSchema },
  /** Does one step and tells how it ended: each is a person's wish. */
  'update.act': { input: z.object({ action: updateActionSchema }), output: updateStateSchema },
  'clipboard.write': { input: z.object({ text: z.string().max(1_000_000) }), output: nothing },
  'tabs.state': { input: none, output: tabsStateSchema },
  'tabs.open': { input: serviceRefSchema, output: tabIdSchema },
  /** Shows a tab and gives its page the focus, unless what is around the page is being used. */
  'tabs.activate': {
    input: z.object({ tab: tabIdSchema.nullable(), focus: z.literal(false).optional() }),
    output: nothing,
  },
  'tabs.close': { input: z.object({ tab: tabIdSchema }), output: nothing },
  /** Opens the tab that was closed last again, where it was; null when none was. */
  'tabs.reopen': { input: none, output: tabIdSchema.nullable() },
  /** Moves a tab to a place among the others, counted from 0, and a pair together; returns the place that it has now. */
  'tabs.move': {
    input: z.object({ tab: tabIdSchema, place: z.number().int().nonnegative() }),
    output: z.number().int(),
  },
  /** Shows two tabs side by side, until one of them closes or somebody ends it. There is one pair at most. */
  'tabs.split': { input: z.object({ left: tabIdSchema, right: tabIdSchema }), output: nothing },
  'tabs.unsplit': { input: none, output: nothing },
  'tabs.act': {
    input: z.object({
      tab: tabIdSchema,
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
  'tabs.navigate': { input: z.object({ tab: tabIdSchema, address: z.string().max(8192) }), output: nothing },
  /** Looks for a text in the page: from the start, or on from where it was found. Nothing is looked for with ''. */
  'tabs.find': {
    input: z.object({ tab: tabIdSchema, text: z.string().max(1000), step: z.enum(['first', 'next', 'previous']) }),
    output: nothing,
  },
  'tabs.answer': {
    input: z.object({ tab: tabIdSchema, question: z.number().int(), answer: pageAnswerSchema }),
    output: nothing,
  },
  /** The page in a pane as it looks now, as a data: URL; null where there is none to see. */
  'tabs.picture': { input: z.object({ pane: paneSchema }), output: z.string().nullable() },
  'wall.look': { input: dashboardSchema, output: wallLookSchema },
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

/** What main tells the renderer unasked. */
export interface Events {
  /** An {@link AppChange} as JSON. */
  'app.changed': string
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
export type Answer<T> = { ok: true; value: T } | ({ ok: false } & z.infer<typeof failureSchema>)

/** What preload puts on `window.porthole`; frozen, and all that the renderer can reach of the main process. */
export interface Bridge {
  invoke: <C extends Channel>(channel: C, input: Input<C>) => Promise<Answer<Output<C>>>
  /** Returns its own unsubscribe. */
  on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void
  platform: string
}
