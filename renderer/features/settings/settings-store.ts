import { create } from 'zustand'
import type { SettingsState } from '../../../shared/settings-state.ts'
import { ask } from '../../app/bridge.ts'

interface Settings {
  /** As main last told them; null until it has. */
  state: SettingsState | null
  /** Where the settings from before the last import are kept. */
  backup: string | null
}

export const useSettings = create<Settings>()(() => ({ state: null, backup: null }))

/** Mirrors the settings from now on, also as somebody edits the file; returns how to stop. */
export function followSettings(): () => void {
  const stop = window.porthole.on('settings.changed', (state) => useSettings.setState({ state }))
  void ask('settings.state', undefined).then((answer) => {
    if (answer.ok) useSettings.setState({ state: answer.value })
  })
  return stop
}
