import { join } from 'node:path'
import { app, crashReporter, nativeTheme, screen, session } from 'electron'
import { parseCommand, type Command } from './cli/parse-command.ts'
import { hasDisplay } from './has-display.ts'
import { listen } from './ipc/listen.ts'
import { ownArguments } from './own-arguments.ts'
import type { Parts, PartsOptions, WindowCommand } from './parts.ts'
import { reportUnexpected, reportUnexpectedErrors } from './unexpected-errors.ts'
import { appOrigin } from './window/app-asset.ts'
import { guardApp } from './window/app-guard.ts'
import { setAppMenu } from './window/app-menu.ts'
import { registerAppScheme, serveApp } from './window/app-scheme.ts'
import { createAppWindow } from './window/app-window.ts'
import { isFirst } from './window/first-instance.ts'
import { type FirstLook, placeOn, readFirstLook } from './window/first-look.ts'
import { drawWithoutDevice } from './window/graphics.ts'
import { reached } from './window/milestones.ts'
import { closeBeforeQuit } from './window/quit.ts'
import { quitByKey } from './window/quit-key.ts'
import { startedAtLogin } from './window/start-at-login.ts'

// Only what stands between the start of the process and its window is read here: all else is in parts.ts, and is read
// while the window's page starts.

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
  const { terminalText } = await import('./cli/terminal-text.ts')
  const result = await resolveOpen(open, given, {
    servingFile: join(app.getPath('userData'), 'serving.json'),
    note: (line) => process.stderr.write(`${terminalText(line)}\n`),
  })
  return typeof result === 'number' ? process.exit(result) : result
}

function show(first: WindowCommand): void {
  // Kept in the user's own folder, for them to send or not.
  crashReporter.start({ uploadToServer: false })
  drawWithoutDevice()
  guardApp()
  registerAppScheme()
  setAppMenu(process.platform)
  quitByKey()
  if (isFirst({ version: app.getVersion(), args: [...args] })) {
    if (!hasDisplay(process.platform, process.env) && !app.commandLine.hasSwitch('ozone-platform')) noDisplay()
    const settingsFile = join(app.getPath('userData'), 'settings.json')
    // Read while Electron starts: the window opens where it was.
    const look = readFirstLook(settingsFile)
    void app.whenReady().then(async () => start(first, settingsFile, await look))
  }
  // All is handed over. Without a display, as over ssh, Chromium would crash before it quits.
  else process.exit(0)
}

function noDisplay(): never {
  process.stderr.write('porthole: there is no display for a window; porthole --headless serves without one.\n')
  app.releaseSingleInstanceLock()
  process.exit(1)
}

function start(first: WindowCommand, settingsFile: string, look: FirstLook): void {
  reached('app-ready')
  // Before there is a window, so that it never shows in the other colours.
  nativeTheme.themeSource = look.theme
  // A development server takes the place of the built page, never in a release.
  const development = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const origin = development === undefined ? appOrigin : new URL(development).origin
  serveApp(session.defaultSession, join(import.meta.dirname, '../renderer'))
  const window = createAppWindow({
    // Without an icon to come back from, a window that nobody sees would help nobody.
    hidden: look.tray && (first.options.hidden || startedAtLogin()),
    place: placeOn(
      screen.getAllDisplays().map(({ workArea }) => workArea),
      look.place,
    ),
    url: development ?? `${appOrigin}/`,
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
  })
  const parts = load({ first, window, origin, settingsFile })
  listen(parts.then(({ answer }) => answer))
  const tell = (event: (parts: Parts) => void): void => void parts.then(event, reportUnexpected)
  app.on('second-instance', (_event, _argv, _folder, handed) => tell(({ again }) => again(handed)))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    tell(({ link }) => link(url))
  })
  closeBeforeQuit(async () => (await parts).close(), closeLimit)
}

async function load(options: PartsOptions): Promise<Parts> {
  const { buildParts } = await import('./parts.ts')
  return buildParts(options)
}
