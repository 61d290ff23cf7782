import { app, type BrowserWindow } from 'electron'
import { clusterOf } from '../shared/cluster-of.ts'
import type { AppState } from '../shared/app-state.ts'
import type { ServiceRef } from '../shared/service-ref.ts'
import { PinHealth, type PinNews } from './core/pin-health.ts'
import { autostartPath, keepAutostart } from './settings/autostart-entry.ts'
import type { SettingsStore } from './settings/settings-store.ts'
import { closeToTray } from './window/close-to-tray.ts'
import { notify } from './window/notify.ts'
import { keepLoginItem, startCommand } from './window/start-at-login.ts'
import { showWindow, TrayIcon } from './window/tray.ts'
import { trayItems } from './window/tray-menu.ts'

export interface SystemOptions {
  window: BrowserWindow
  settings: SettingsStore
  /** The folder of the tray's icons. */
  icons: string
  open: (service: ServiceRef) => void
  /** Why starting at login is not as the settings want it; null when it is. */
  loginProblem: (problem: string | null) => void
}

/**
 * What Porthole is to the system beside its window, as the settings want it at any time: an icon in the tray,
 * notifications, a start at login.
 *
 * @returns what to tell each new state of the clusters
 */
export function followSystem({
  window,
  settings,
  icons,
  open,
  loginProblem,
}: SystemOptions): (state: AppState) => void {
  let state: AppState | undefined
  const tray = new TrayIcon({ window, icons, open, quit: () => app.quit() })
  const health = new PinHealth(({ dashboard, turn }) => {
    const clicked = (): void => {
      showWindow(window)
      open(dashboard)
    }
    notify({ ...words({ dashboard, turn }, state), clicked })
  })
  const look = (): void => {
    const { pins, preferences } = settings.value
    tray.keep(preferences.tray ? trayItems(pins, state ?? { clusters: [], health: {} }) : null)
    if (preferences.notifications && state) health.look(pins, state)
    else health.forget()
  }
  const login = follower(loginProblem)
  const follow = (): void => {
    look()
    login(settings.value.preferences.startAtLogin)
  }
  follow()
  settings.subscribe(follow)
  closeToTray(window, {
    stays: () => settings.value.preferences.tray,
    told: () => settings.value.told.includes('tray'),
    tell: () => settings.update((value) => ({ ...value, told: [...value.told, 'tray'] })),
  })
  return (next) => {
    state = next
    look()
  }
}

function words({ dashboard, turn }: PinNews, state: AppState | undefined): { title: string; body: string } {
  const cluster = clusterOf(state?.clusters ?? [], dashboard.cluster)?.name ?? dashboard.cluster
  return {
    title: turn === 'down' ? `${dashboard.name} is not ready` : `${dashboard.name} is back`,
    body: `${dashboard.namespace} · ${cluster}`,
  }
}

/** Has the system start Porthole at login or not, one change after the other. */
function follower(loginProblem: SystemOptions['loginProblem']): (wanted: boolean) => void {
  let last: boolean | undefined
  let done = Promise.resolve()
  const file = autostartPath(app.getPath('home'), process.env['XDG_CONFIG_HOME'])
  return (wanted) => {
    if (wanted === last) return
    last = wanted
    const step = async (): Promise<void> => {
      if (process.platform === 'linux') await keepAutostart(file, wanted, startCommand())
      else keepLoginItem(wanted)
    }
    done = done.then(step).then(
      () => loginProblem(null),
      (error: unknown) => loginProblem(error instanceof Error ? error.message : String(error)),
    )
  }
}
