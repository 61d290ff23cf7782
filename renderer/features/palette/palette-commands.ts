import { activeCluster, useApp } from '../../app/app-store.ts'
import { perform } from '../../app/commands.ts'
import { useDesk } from '../../app/desk-store.ts'
import { currentPlace } from '../../app/place.ts'
import { screens } from '../../app/screens.tsx'
import { strings } from '../../app/strings.ts'
import { othersByUse, useTabs } from '../../app/tabs-store.ts'
import {
  disconnectCluster,
  openDemo,
  reloadKubeconfig,
  retryCluster,
  setReadOnly,
} from '../clusters/cluster-actions.ts'
import { retryAtOf } from '../clusters/cluster-words.ts'
import { dashboardOf, togglePin } from '../desk/desk-actions.ts'
import { help } from '../help/help-actions.ts'
import { copyPageLink } from '../page/page-link.ts'
import { copyShownUrls } from '../services/copy-shown.ts'
import { shownName } from '../services/port-words.ts'
import { refOf } from '../services/service-actions.ts'
import { useServices } from '../services/services-store.ts'
import { useView } from '../services/view-store.ts'
import { type Dashboard, isPinned } from '../../../shared/desk.ts'
import type { ServiceRow } from '../../../shared/service.ts'
import { isPaired } from '../../../shared/panes.ts'
import { themes } from '../../../shared/preferences.ts'
import { useSettings } from '../settings/settings-store.ts'
import { chooseTheme, exportSettings, showSettingsFile } from '../settings/settings-actions.ts'
import { apartIn } from '../tabs/apart.ts'
import { endSplit, showBeside } from '../tabs/split-actions.ts'
import { updateCommands } from '../update/update-commands.ts'
import type { PaletteCommand } from './palette-items.ts'

const words = strings.palette.commands

/** Tabs that could stand beside the one on show are offered up to this number; the menu of a tab has them all. */
const mostBeside = 4

/** They change nothing that is on show. */
const staying = new Set(['pin', 'copy-link', 'copy-urls', 'copy-urls-markdown', 'kubeconfig', 'diagnostics'])

/** The commands that apply now. */
export function paletteCommands(): readonly PaletteCommand[] {
  const { state } = useApp.getState()
  const cluster = activeCluster(state)
  const tabs = useTabs.getState()
  const { active } = tabs
  const commands: PaletteCommand[] = []
  const add = (id: string, title: string, keys: string, run: () => void) =>
    commands.push({ id, title, keys, run, stays: staying.has(id) || id.startsWith('theme-') })
  const addPin = (dashboard: Dashboard, name: string, keys: string) => {
    const pin = isPinned(useDesk.getState(), dashboard) ? strings.desk.unpinName : strings.desk.pinName
    add('pin', pin(name), keys, () => void togglePin(dashboard))
  }
  const place = currentPlace()
  if (place !== null) add('services', words.services, 'Mod 1', () => void perform({ do: 'place', place: 1 }))
  for (const { id, title, keys } of screens) {
    if (id !== place) add(id, words.screen(title), keys, () => void perform({ do: id }))
  }
  add('search', words.search, '/', () => void perform({ do: 'search' }))
  const row = place === null && cluster ? selectedRow(cluster.id) : undefined
  if (cluster && row) addPin(refOf(cluster.id, row), shownName(row), 'P')
  if (place === null && cluster?.classic != null) {
    add('copy-urls', words.copyUrls, '', () => void copyShownUrls('lines'))
    add('copy-urls-markdown', words.copyUrlsMarkdown, '', () => void copyShownUrls('markdown'))
  }
  if (active !== null) {
    add('address', words.address, 'Mod L', () => void perform({ do: 'address' }))
    const shown = tabs.tabs.find(({ id }) => id === active)
    if (shown) addPin(dashboardOf(shown), shown.service, '')
    if (shown) add('copy-link', strings.page.copy.linkCommand, '', () => void copyPageLink(shown))
    add('reload', words.reload, 'Mod R', () => void perform({ do: 'reload' }))
    const paired = isPaired(tabs, active)
    if (paired) add('unsplit', strings.tabs.split.end, 'Mod \\', () => void endSplit())
    const others = othersByUse(tabs, active).filter(({ id }) => !paired || !isPaired(tabs, id))
    for (const [index, other] of others.slice(0, mostBeside).entries()) {
      const { id, title } = other
      const apart = apartIn(tabs.tabs, state?.clusters ?? [], other).words
      const keys = index === 0 && !paired ? 'Mod \\' : ''
      add(
        `beside ${id}`,
        words.beside(apart === '' ? title : `${title} · ${apart}`),
        keys,
        () => void showBeside(active, id),
      )
    }
  }
  if (place !== null) add('close', words.close, 'Mod W', () => void perform({ do: 'close-tab' }))
  if (cluster && retryAtOf(cluster.state) !== undefined)
    add('retry', words.retry(cluster.name), '', () => void retryCluster(cluster.id))
  // Of one that the settings hold read-only with all others there is nothing to choose.
  if (cluster && useSettings.getState().state?.preferences.readOnly !== true) {
    const { name, mode } = cluster
    const title = mode.readOnly ? words.writable(name) : words.readOnly(name)
    add('read-only', title, '', () => void setReadOnly(cluster, !mode.readOnly))
  }
  if (cluster && (cluster.state.phase === 'connected' || cluster.state.phase === 'degraded'))
    add('disconnect', words.disconnect(cluster.name), '', () => void disconnectCluster(cluster.id))
  if (state && !state.clusters.some(({ source }) => source === 'demo'))
    add('demo', strings.clusters.openDemo, '', () => void openDemo())
  add('kubeconfig', strings.kubeconfig.reload, '', () => void reloadKubeconfig())
  for (const theme of themes) add(`theme-${theme}`, strings.settings.theme[theme], '', () => void chooseTheme(theme))
  add('settings-file', strings.settings.showFile, '', () => void showSettingsFile())
  add('settings-export', strings.settings.export, '', () => void exportSettings())
  add('diagnostics', words.diagnostics, '', () => void help('diagnostics'))
  add('log', words.log, '', () => void help('log'))
  add('report', words.report, '', () => void help('report'))
  for (const { id, title, run } of updateCommands()) add(id, title, '', () => void run())
  add('keys', words.keys, '?', () => void perform({ do: 'keys' }))
  return commands
}

function selectedRow(shown: string): ServiceRow | undefined {
  const { cluster, rows } = useServices.getState()
  const { selected } = useView.getState()
  return cluster === shown && selected !== null ? rows.find(({ key }) => key === selected) : undefined
}
