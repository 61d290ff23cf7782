import os from 'node:os'
import { runCommand } from '../../e2e/cluster/run-command.ts'

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  /** Load of the last minute before the start: more than a fraction of the cores spoils the figures. */
  readonly loadBefore: number
  readonly node: string
}

export function describeMachine(): Machine {
  return {
    processor: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release().split('.', 2).join('.')}`,
    loadBefore: Number((os.loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
  }
}

/** The first line of what a program says to `args`; undefined where it is not installed. */
export async function versionOf(command: string, ...args: readonly string[]): Promise<string | undefined> {
  const ran = await runCommand({ command, args }).catch(() => undefined)
  if (ran === undefined) return undefined
  return `${ran.stdout}${ran.stderr}`.split('\n')[0]?.trim()
}
