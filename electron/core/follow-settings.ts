import type { SettingsStore } from '../settings/settings-store.ts'
import { WatchedFiles } from './watch-files.ts'

/** Has a store take in what somebody else writes into its file. */
export function followSettings(store: SettingsStore): {
  /** Resolves when edits are noticed. */
  watching: Promise<void>
  close: () => void
} {
  if (store.path === undefined) return { watching: Promise.resolve(), close: () => undefined }
  const watched = new WatchedFiles([store.path], () => void store.reread())
  // Once at the beginning: it may have been edited since it was read.
  return { watching: watched.follow().then(() => store.reread()), close: () => watched.close() }
}
