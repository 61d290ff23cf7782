import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, powerMonitor } from 'electron'
import { type Command, parseCommand } from './cli/parse-command.ts'
import { terminalText } from './cli/terminal-text.ts'
import { awake } from './cluster/wake.ts'
import type { CommandLine } from './command-line.ts'
import { DeskKeeper, keptTabsOf } from './core/desk.ts'
import { diagnosticsText } from './core/diagnostics.ts'
import { stateChanges } from './core/follow-failures.ts'
import { LogFile, logPath } from './core/log-file.ts'
import { openedLine } from './core/opened-line.ts'
import { SettingsKeeper } from './core/settings-keeper.ts'
import { followSystem } from './follow-system.ts'
import { handle } from './ipc/handle.ts'
import type { AnswerTo } from './ipc/listen.ts'
import { send } from './ipc/send.ts'
import { isTrustedSender } from './ipc/sender.ts'
import { failureLine } from '../shared/failure.ts'
import { requestOf, requestOfLink } from './open-request.ts'
import { frameMark } from './proxy/own-request.ts'
import { openSettings, type SettingsStore } from './settings/settings-store.ts'
import { feedBase } from './update/feed-base.ts'
import { LateUpdates } from './update/late-updates.ts'
import { onUnexpected, reportUnexpected } from './unexpected-errors.ts'
import { createWall } from './wall.ts'
import { setAppMenu } from './window/app-menu.ts'
import { followPlace } from './window/app-window.ts'
import { clipboardChannels } from './window/clipboard.ts'
import { coreChannels } from './window/core-channels.ts'
import type { Core } from './window/core.ts'
import { openOutside } from './window/external-links.ts'
import { helpChannels } from './window/help.ts'
import { prefixlessVersion } from './window/cookie-prefixes.ts'
import { Downloads } from './window/downloads.ts'
import { lateMemory } from './window/page-memory.ts'
import { reached } from './window/milestones.ts'
import { carryOut, type OpenRequest } from './window/open-requests.ts'
import { secondLaunch } from './window/second-launch.ts'
import { settingsDialogs } from './window/settings-dialogs.ts'
import { Tabs } from './window/tabs.ts'
import { chooseHarFile } from './window/traffic-dialogs.ts'
import { showWindow } from './window/tray.ts'

export type WindowCommand = Extract<Command, { do: 'window' | 'open' }>

export interface PartsOptions {
  /** What the program was started for. */
  first: WindowCommand
  window: BrowserWindow
  /** Of the window's page: nobody else is answered. */
  origin: string
  settingsFile: string
}

/** What happens to the program as a whole, for the parts to hear. */
export interface Parts {
  /** Answers the page. */
  answer: AnswerTo
  /** The program was started again, with what it handed over. */
  again: (handed: unknown) => void
  /** How macOS hands over a link. */
  link: (url: string) => void
  close: () => Promise<void>
}

/**
 * Builds everything behind the window and wires it. The window is there already, and its page on its way: what it asks
 * waits for this.
 */
export async function buildParts({ first, window, origin, settingsFile }: PartsOptions): Promise<Parts> {
  const log = keepLog()
  const settings = await openSettings(settingsFile)
  const dress = () => (nativeTheme.themeSource = settings.value.preferences.theme)
  dress()
  settings.subscribe(dress)
  const desk = new DeskKeeper(settings)
  followPlace(window, (place) => desk.keepWindow(place))
  const page = window.webContents
  powerMonitor.on('resume', awake)
  const core = loadCore(first.options, settings, window)
  const downloads = new Downloads((state) => send(page, 'downloads.changed', state))
  const tabs = new Tabs({
    window,
    listenerPort: async () => (await core).listenerPort(),
    changed: (state) => {
      send(page, 'tabs.changed', state)
      desk.keepTabs(state)
    },
    opened: (dashboard) => desk.opened(dashboard),
    shortcut: (shortcut) => send(page, 'shortcut.pressed', shortcut),
    named: async (from, url) => (await core).named(from, url),
    downloads,
    memory: lateMemory(core),
    frameMark,
  })
  const wall = createWall({ window, tabs, desk, downloads, core })
  const chosen = new SettingsKeeper(settings, settingsDialogs(window))
  chosen.on('changed', (state) => send(page, 'settings.changed', state))
  const system = followSystem({
    window,
    settings,
    icons: join(import.meta.dirname, 'tray'),
    open: (service) => void tabs.openAt(service, '/').catch(reportUnexpected),
    loginProblem: (problem) => (chosen.loginProblem = problem),
  })
  const inWindow = (tell: () => void) => {
    showWindow(window)
    tell()
  }
  setAppMenu(process.platform, {
    settings: () => inWindow(() => send(page, 'shortcut.pressed', 'settings')),
    help: (item) => inWindow(() => send(page, 'help.asked', item)),
  })
  const feed = feedBase(app.isPackaged)
  const updates = new LateUpdates({
    load: feed === undefined ? undefined : async () => (await import('./update/create-updates.ts')).createUpdates(feed),
    preference: () => settings.value.preferences.updates,
    openPage: openOutside,
  })
  updates.on('changed', (state) => {
    send(page, 'update.changed', state)
    if (state.phase === 'failed') void log.write(`update: ${failureLine(state.failure)}`)
  })
  const trusted = { webContents: page.id, origin }
  const diagnostics = {
    'diagnostics.text': async () => {
      // A core that could not start is a reason to ask.
      const state = await core.then((ready) => ready.state()).catch(() => undefined)
      return diagnosticsText({
        version: app.getVersion(),
        runtime: process.versions,
        userData: app.getPath('userData'),
        state,
      })
    },
  }
  const own = {
    ...diagnostics,
    ...desk.channels,
    ...chosen.channels,
    ...updates.channels,
    ...helpChannels(logPath(app.getPath('userData'))),
  }
  const channels = { ...clipboardChannels, ...downloads.channels, ...tabs.channels, ...wall.channels, ...own }
  const answer = handle({ ...coreChannels(core), ...channels }, (event) => isTrustedSender(event, trusted))
  desk.on('changed', (state) => send(page, 'desk.changed', state))
  core.then((ready) => {
    reached('core-ready')
    desk.on('changed', () => ready.refresh())
    updates.follow()
    settings.subscribe(() => updates.follow())
    void restoreTabs(tabs, desk, ready)
    const tellLog = stateChanges((line) => void log.write(line))
    const tellTerminal = once(openedLine, terminalLine)
    ready.on({
      appChanged: (state) => {
        system(state)
        tellLog(state)
        tellTerminal(state)
      },
      appTold: (json) => send(page, 'app.changed', json),
      servicesPatch: (json) => send(page, 'services.patch', json),
      trafficRates: (rates) => send(page, 'traffic.rates', rates),
      trafficChanged: (json) => send(page, 'traffic.changed', json),
      serviceBlocked: (service) => tabs.reload(service),
      socketLost: (service) => tabs.socketLost(service),
    })
    tellTerminal(ready.state())
  }, reportUnexpected)
  const open = (request: OpenRequest | undefined): void => {
    if (request) void carryOut(request, { window, core, openTab: (ref, path) => tabs.openAt(ref, path) })
  }
  open(requestOf(first))
  return {
    answer,
    again: secondLaunch(window, app.getVersion(), (args) => {
      const parsed = parseCommand(args)
      if (parsed.ok) open(requestOf(parsed.value))
    }),
    link: (url) => open(requestOfLink(url)),
    close: async () => (await core).close(),
  }
}

/** Tells what `of` makes of the first value of which it makes something. */
function once<T>(of: (value: T) => string | undefined, tell: (line: string) => void): (value: T) => void {
  let told = false
  return (value) => {
    const line = told ? undefined : of(value)
    if (line === undefined) return
    told = true
    tell(line)
  }
}

/** A window outlives the terminal that it was started from. */
function terminalLine(line: string): void {
  process.stdout.on('error', () => undefined)
  process.stdout.write(`${terminalText(line)}\n`)
}

/** What goes wrong stands in a file of the user's own, without credentials. */
function keepLog(): LogFile {
  const log = new LogFile(logPath(app.getPath('userData')))
  onUnexpected((text) => void log.write(`unexpected error: ${text}`))
  app.on('render-process-gone', (_event, _contents, { reason }) => void log.write(`a page is gone: ${reason}`))
  app.on('child-process-gone', (_event, { type, reason }) => void log.write(`${type} is gone: ${reason}`))
  void log.write(`Porthole ${app.getVersion()} starts`)
  return log
}

/** The Kubernetes code is most of what main reads: while the window's page starts, and nobody waits for main. */
async function loadCore(
  { kubeconfig, context, port, demo }: CommandLine,
  settings: SettingsStore,
  window: BrowserWindow,
): Promise<Core> {
  const { createCore } = await import('./core/create-core.ts')
  const own = { appVersion: app.getVersion(), prefixless: prefixlessVersion }
  const serving = join(app.getPath('userData'), 'serving.json')
  const chooseFile = (name: string) => chooseHarFile(window, name)
  return createCore({ kubeconfig, context, port, demo, settings, serving, ...own, chooseFile })
}

/** Opens the tabs of last time again, without the pages of any but the one on show. Tabs of unknown clusters are gone. */
async function restoreTabs(tabs: Tabs, desk: DeskKeeper, core: Core): Promise<void> {
  const { clusters } = core.state()
  const isKnown = (cluster: string) => clusters.some(({ id }) => id === cluster)
  tabs.restore(keptTabsOf(desk.tabs, isKnown), await core.listenerPort())
}
