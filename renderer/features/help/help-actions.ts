import type { HelpItem } from '../../../shared/help.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { copyDiagnostics } from '../copy-url/copy-actions.ts'
import { showKeys } from '../keys/keys-store.ts'
import { tell } from '../notices/notice-store.ts'
import { checkForUpdates } from '../update/update-actions.ts'

const words = strings.report

/** Does what an item of the Help menu, or of the palette, says. */
export async function help(item: HelpItem): Promise<void> {
  if (item === 'keys') showKeys()
  else if (item === 'diagnostics') await copyDiagnostics()
  else if (item === 'updates') await checkForUpdates()
  else if ((await run('help.open', { what: item }))?.value === false) await gatherReport()
}

/** A report that this build has no address for: what belongs in it, to be sent by the person. */
async function gatherReport(): Promise<void> {
  const text = await run('diagnostics.text', undefined)
  if (text && (await run('clipboard.write', { text: text.value }))) tell(words.gathered, words.gatheredHint)
}

/** Listens to the Help menu from now on; returns how to stop. */
export function followHelp(): () => void {
  return window.porthole.on('help.asked', (item) => void help(item))
}
