import { join } from 'node:path'
import { app, type BrowserWindow, crashReporter, nativeTheme, screen, session } from 'electron'
import { parseCommand, type Command } from './cli/parse-command.ts'
import type { CommandLine } from './command-line.ts'
import { DeskKeeper, keptTabsOf } from './core/desk.ts'
import { diagnosticsText } from './core/diagnostics.ts'
import { stateChanges } from './core/follow-failures.ts'
import { LogFile, logPath } from './core/log-file.ts'
import { SettingsKeeper } from './core/settings-keeper.ts'
import { followSystem } from './follow-system.ts'
import { handle } from './ipc/handle.ts'
import { send } from './ipc/send.ts'
import { isTrustedSender } from './ipc/sender.ts'
import { failureLine } from '../shared/failure.ts'
import { ownArguments, requestOf, requestOfLink } from './open-request.ts'
import type { WindowPlace } from './settings/settings.ts'
import { openSettings, type SettingsStore } from './settings/settings-store.ts'
import { LateUpdates } from './update/late-updates.ts'
import { onUnexpected, reportUnexpected, reportUnexpectedErrors } from './unexpected-errors.ts'
import { createWall } from './wall.ts'
import { appOrigin } from './window/app-asset.ts'
import { guardApp } from './window/app-guard.ts'
import { setAppMenu } from './window/app-menu.ts'
import { registerAppScheme, serveApp } from './window/app-scheme.ts'
import { createAppWindow, pageSettled } from './window/app-window.ts'
import { clipboardChannels } from './window/clipboard.ts'
import { coreChannels } from './window/core-channels.ts'
import type { Core } from './window/core.ts'
import { openOutside } from './window/external-links.ts'
import { helpChannels } from './window/help.ts'
import { Downloads } from './window/downloads.ts'
import { lateMemory } from './window/page-memory.ts'
import { reached } from './window/milestones.ts'
import { carryOut, type OpenRequest } from './window/open-requests.ts'
import { closeBeforeQuit } from './window/quit.ts'
import { quitByKey } from './window/quit-key.ts'
import { isFirst, onSecondLaunch } from './window/second-launch.ts'
import { settingsDialogs } from './window/settings-dialogs.ts'
import { startedAtLogin } from './window/start-at-login.ts'
import { Tabs } from './window/tabs.ts'
import { chooseHarFile } from './window/traffic-dialogs.ts'
import { showWindow } from './window/tray.ts'
import { fittingPlace } from './window/window-place.ts'

/** How long the core may take to end its connections when the program quits, in milliseconds. */
const closeLimit = 1000

reached('launch')
reportUnexpectedErrors()
// Set by a runtime without an app of its own, which runs the folder that it is given.
const given = ownArguments(process.argv, process.defaultApp)
const command = parseCommand(given)
if (!command.ok) {
  process.stderr.write(`porthole: ${command.message}\n`)
  process.exit(2)
}
const { value, args } = command.value.do === 'open' ? await resolved(command.value) : { ...command, args: given }
if (value.do === 'window' || value.do === 'open') show(value)
else {
  const { runWithoutWindow } = await import('./cli/without-window.ts')
  await runWithoutWindow(value, args)
  // As long as this module has not run to its end there is no window system, nor need for one.
  await new Promise(() => undefined)
}

/** `open` for the cluster that it means; ends the program where there is no such Service, or the window hangs. */
async function resolved(open: Extract<Command, { do: 'open' }>) {
  const { resolveOpen } = await import('./cli/resolve-open.ts')
  const result = await resolveOpen(open, given, {
    servingFile: join(app.getPath('userData'), 'serving.json'),
    note: (line) => process.stderr.write(`${line}\n`),
  })
  return typeof result === 'number' ? process.exit(result) : result
}

type WindowCommand = Extract<Command, { do: 'window' | 'open' }>

function show(first: WindowCommand): void {
  // Kept in the user's own folder, for them to send or not.
  crashReporter.start({ uploadToServer: false })
  guardApp()
  registerAppScheme()
  setAppMenu(process.platform)
  quitByKey()
  if (isFirst({ version: app.getVersion(), args: [...args] })) {
    // Read while Electron starts: the window opens where it was.
    const settings = openSettings(join(app.getPath('userData'), 'settings.json'))
    void app.whenReady().then(async () => start(first, await settings))
  } else app.quit()
}

function start(first: WindowCommand, settings: SettingsStore): void {
  reached('app-ready')
  const log = keepLog()
  // A development server takes the place of the built page, never in a release.
  const development = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const origin = development === undefined ? appOrigin : new URL(development).origin
  const scriptServed = serveApp(session.defaultSession, join(import.meta.dirname, '../renderer'))
  // Before there is a window, so that it never shows in the other colours.
  const dress = () => (nativeTheme.themeSource = settings.value.preferences.theme)
  dress()
  settings.subscribe(dress)
  const desk = new DeskKeeper(settings)
  // Without an icon to come back from, a window that nobody sees would help nobody.
  const hidden = settings.value.preferences.tray && (first.options.hidden || startedAtLogin())
  const window = createAppWindow({
    hidden,
    place: placeFor(desk.window),
    moved: (place) => desk.keepWindow(place),
    url: development ?? `${appOrigin}/`,
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
  })
  const page = window.webContents
  const core = Promise.race([scriptServed, pageSettled(window)]).then(() => loadCore(first.options, settings, window))
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
    downloads,
    memory: lateMemory(core),
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
  const updates = new LateUpdates({
    load: async () => (await import('./update/create-updates.ts')).createUpdates(),
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
      const state = await core.then((ready) => ready.channels['app.state'](undefined)).catch(() => undefined)
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
  handle({ ...coreChannels(core), ...channels }, (event) => isTrustedSender(event, trusted))
  desk.on('changed', (state) => send(page, 'desk.changed', state))
  core.then((ready) => {
    reached('core-ready')
    desk.on('changed', () => ready.refresh())
    updates.follow()
    settings.subscribe(() => updates.follow())
    void restoreTabs(tabs, desk, ready)
    const tellLog = stateChanges((line) => void log.write(line))
    ready.on({
      appChanged: (state) => {
        send(page, 'app.changed', state)
        system(state)
        tellLog(state)
      },
      servicesPatch: (json) => send(page, 'services.patch', json),
      trafficRates: (rates) => send(page, 'traffic.rates', rates),
      trafficChanged: (json) => send(page, 'traffic.changed', json),
      serviceBlocked: (service) => tabs.reload(service),
    })
  }, reportUnexpected)
  const open = (request: OpenRequest | undefined): void => {
    if (request) void carryOut(request, { window, core, openTab: (ref, path) => tabs.openAt(ref, path) })
  }
  open(requestOf(first))
  onSecondLaunch(window, app.getVersion(), (again) => {
    const parsed = parseCommand(again)
    if (parsed.ok) open(requestOf(parsed.value))
  })
  // How macOS hands over a link.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    open(requestOfLink(url))
  })
  closeBeforeQuit(async () => (await core).close(), closeLimit)
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

/**
 * The Kubernetes code is most of what main reads. It is read while the page evaluates its script, and not before the page
 * has got it: main serves the page, and would keep it waiting.
 */
async function loadCore(
  { kubeconfig, context, port, demo }: CommandLine,
  settings: SettingsStore,
  window: BrowserWindow,
): Promise<Core> {
  const { createCore } = await import('./core/create-core.ts')
  const serving = join(app.getPath('userData'), 'serving.json')
  const chooseFile = (name: string) => chooseHarFile(window, name)
  return createCore({ kubeconfig, context, port, demo, settings, serving, appVersion: app.getVersion(), chooseFile })
}

/** Opens the tabs of last time again, without the pages of any but the one on show. Tabs of unknown clusters are gone. */
async function restoreTabs(tabs: Tabs, desk: DeskKeeper, core: Core): Promise<void> {
  const { clusters } = await core.channels['app.state'](undefined)
  const isKnown = (cluster: string) => clusters.some(({ id }) => id === cluster)
  tabs.restore(keptTabsOf(desk.tabs, isKnown), await core.listenerPort())
}

/** The place of last time, where a screen still shows it. */
function placeFor(last: WindowPlace | null): WindowPlace | undefined {
  const place =
    last &&
    fittingPlace(
      last,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    )
  return place ? { ...place, maximized: last.maximized } : undefined
}
