import type { ImportPreview } from '../../../shared/settings-state.ts'
import type { Preferences } from '../../../shared/preferences.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { confirm } from '../notices/notice-store.ts'
import { useSettings } from './settings-store.ts'

const words = strings.settings

/** Sets these preferences, and no others. False when main would not have them. */
export async function prefer(change: Partial<Preferences>): Promise<boolean> {
  return (await run('settings.set', change)) !== undefined
}

export const chooseTheme = (theme: Preferences['theme']) => prefer({ theme })

/** Shows the settings file in its folder: whoever edits it sees the change at once. */
export async function showSettingsFile(): Promise<void> {
  await run('settings.showFile', undefined)
}

/** Writes the settings, without anything secret, where the person says. */
export async function exportSettings(): Promise<void> {
  const answer = await run('settings.export', undefined)
  if (answer?.value != null) confirm(words.exported, answer.value)
}

/** Asks for a file; what an import of it would change is shown before it does. */
export async function chooseImport(): Promise<ImportPreview | null> {
  return (await run('settings.chooseImport', undefined))?.value ?? null
}

/** Imports what was shown. */
export async function importSettings({ id, file }: ImportPreview): Promise<void> {
  const answer = await run('settings.import', { id })
  if (!answer) return
  useSettings.setState({ backup: answer.value })
  confirm(words.file.imported, file)
}

/** Has the ways to a cluster's ports found out anew. */
export async function forgetPorts(cluster: string, name: string): Promise<void> {
  if (await run('settings.forgetPorts', { cluster })) confirm(words.clusters.forgotten(name), '')
}
