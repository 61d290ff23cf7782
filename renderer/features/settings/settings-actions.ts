import type { Preferences } from '../../../shared/preferences.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { confirm } from '../notices/notice-store.ts'

export async function chooseTheme(theme: Preferences['theme']): Promise<void> {
  await run('settings.set', { theme })
}

/** Shows the settings file in its folder: whoever edits it sees the change at once. */
export async function showSettingsFile(): Promise<void> {
  await run('settings.showFile', undefined)
}

/** Writes the settings, without anything secret, where the person says. */
export async function exportSettings(): Promise<void> {
  const answer = await run('settings.export', undefined)
  if (answer?.value != null) confirm(strings.settings.exported, answer.value)
}
