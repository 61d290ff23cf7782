import { join } from 'node:path'
import { app, session } from 'electron'
import { parseCommandLine, type CommandLine } from './command-line.ts'
import { handle } from './ipc/handle.ts'
import { send } from './ipc/send.ts'
import { isTrustedSender } from './ipc/sender.ts'
import { reportUnexpected, reportUnexpectedErrors } from './unexpected-errors.ts'
import { appOrigin } from './window/app-asset.ts'
import { focusOnSecondLaunch, guardApp } from './window/app-guard.ts'
import { setAppMenu } from './window/app-menu.ts'
import { registerAppScheme, serveApp } from './window/app-scheme.ts'
import { createAppWindow, pageSettled } from './window/app-window.ts'
import { clipboardChannels } from './window/clipboard.ts'
import { coreChannels } from './window/core-channels.ts'
import type { Core } from './window/core.ts'
import { reached } from './window/milestones.ts'
import { closeBeforeQuit } from './window/quit.ts'
import { Tabs } from './window/tabs.ts'

/** How long the core may take to end its connections when the program quits, in milliseconds. */
const closeLimit = 1000

reached('launch')
reportUnexpectedErrors()
const command = parseCommandLine(process.argv.slice(1))
if (!command.ok) {
  process.stderr.write(`porthole: ${command.message}\n`)
  process.exit(2)
}
guardApp()
registerAppScheme()
setAppMenu(process.platform)
if (app.requestSingleInstanceLock()) void app.whenReady().then(() => start(command.value))
else app.quit()

function start(options: CommandLine): void {
  reached('app-ready')
  // A development server takes the place of the built page, never in a release.
  const development = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const origin = development === undefined ? appOrigin : new URL(development).origin
  serveApp(session.defaultSession, join(import.meta.dirname, '../renderer'))
  const window = createAppWindow({
    url: development ?? `${appOrigin}/`,
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
  })
  const page = window.webContents
  const core = pageSettled(window).then(() => loadCore(options))
  const tabs = new Tabs({
    window,
    listenerPort: async () => (await core).listenerPort(),
    changed: (state) => send(page, 'tabs.changed', state),
    shortcut: (shortcut) => send(page, 'shortcut.pressed', shortcut),
  })
  const trusted = { webContents: page.id, origin }
  handle({ ...coreChannels(core), ...clipboardChannels, ...tabs.channels }, (event) => isTrustedSender(event, trusted))
  core.then((ready) => {
    reached('core-ready')
    ready.on({
      appChanged: (state) => send(page, 'app.changed', state),
      servicesPatch: (json) => send(page, 'services.patch', json),
      serviceBlocked: (service) => tabs.reload(service),
    })
  }, reportUnexpected)
  focusOnSecondLaunch(window)
  closeBeforeQuit(async () => (await core).close(), closeLimit)
}

/**
 * The Kubernetes and proxy code is most of the program. It is read when the page has loaded: read earlier, it would keep
 * main from serving the page, and the window would show about 200 ms later for rows that come 30 ms earlier.
 */
async function loadCore({ kubeconfig, context, port, demo }: CommandLine): Promise<Core> {
  const { createCore } = await import('./core/create-core.ts')
  const settings = join(app.getPath('userData'), 'settings.json')
  return createCore({ kubeconfig, context, port, demo, settings })
}
