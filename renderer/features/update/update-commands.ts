import { strings } from '../../app/strings.ts'
import { checkForUpdates, downloadUpdate, openUpdatePage, restartToUpdate } from './update-actions.ts'
import { useUpdate } from './update-store.ts'

export interface UpdateCommand {
  readonly id: string
  readonly title: string
  readonly run: () => Promise<void>
}

/** What can be done about updates now. A check is no use while a download runs, or waits. */
export function updateCommands(): readonly UpdateCommand[] {
  const { state } = useUpdate.getState()
  const words = strings.update
  if (state.phase === 'ready') return [{ id: 'update-restart', title: words.restart, run: restartToUpdate }]
  if (state.phase === 'downloading') return []
  const check = { id: 'update-check', title: words.check, run: checkForUpdates }
  if (state.phase !== 'available') return [check]
  const { version, here } = state
  const next = here
    ? { id: 'update-download', title: words.download(version), run: downloadUpdate }
    : { id: 'update-page', title: words.page(version), run: openUpdatePage }
  return [next, check]
}
