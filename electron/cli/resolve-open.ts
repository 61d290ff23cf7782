import { readServing } from '../core/serving-file.ts'
import { findPort } from './find-port.ts'
import type { Command } from './parse-command.ts'
import { failed } from './run-command.ts'
import { contextInWindow, hungWindow } from './running-window.ts'
import { withCluster } from './with-cluster.ts'

type OpenCommand = Extract<Command, { do: 'open' }>

/** `open` as a window can carry it out: it says which cluster, and the Service is there. */
export interface ResolvedOpen {
  value: OpenCommand
  /** The same on a command line, for the window that runs. */
  args: readonly string[]
}

/**
 * Finds the cluster that `open` means, by the rule of every command, and its Service, before a window hears of it: so a
 * slip ends at the prompt, and the window never opens another cluster's Service of that name.
 *
 * @returns the exit code, where it ends here
 */
export async function resolveOpen(
  open: OpenCommand,
  args: readonly string[],
  { servingFile, note }: { servingFile: string; note: (line: string) => void },
): Promise<ResolvedOpen | number> {
  const hung = await hungWindow(servingFile)
  if (hung !== undefined) {
    note(`porthole: ${hung}`)
    return 4
  }
  try {
    return await withCluster(open.options, note, async (cluster) => {
      await findPort(cluster, open.service)
      if (cluster.source === 'demo') {
        return { value: { ...open, options: { ...open.options, demo: true } }, args: ['--demo', ...args] }
      }
      const serving = await readServing(servingFile)
      const { context, lacks } = serving?.window
        ? await contextInWindow(serving, cluster)
        : { context: cluster.context, lacks: undefined }
      if (lacks !== undefined) {
        note(`porthole: Nothing was opened: ${lacks} End it, then try again.`)
        return 1
      }
      // One that was given stands later in the line, and counts.
      return { value: { ...open, options: { ...open.options, context } }, args: [`--context=${context}`, ...args] }
    })
  } catch (error) {
    return failed(error, note)
  }
}
