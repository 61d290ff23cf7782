import type { HelpItem } from '../../../shared/help.ts'
import { run } from '../../app/run.ts'
import { copyDiagnostics } from '../copy-url/copy-actions.ts'
import { showKeys } from '../keys/keys-store.ts'
import { checkForUpdates } from '../update/update-actions.ts'

/** Does what an item of the Help menu, or of the palette, says. */
export async function help(item: HelpItem): Promise<void> {
  if (item === 'keys') showKeys()
  else if (item === 'diagnostics') await copyDiagnostics()
  else if (item === 'updates') await checkForUpdates()
  else await run('help.open', { what: item })
}

/** Listens to the Help menu from now on; returns how to stop. */
export function followHelp(): () => void {
  return window.porthole.on('help.asked', (item) => void help(item))
}
