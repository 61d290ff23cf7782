import path from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { failureLine, toFailure } from '../../shared/failure.ts'
import type { Command } from './parse-command.ts'
import { runCommand } from './run-command.ts'
import { userDataFolder } from './user-data.ts'

/** Carries out what needs no window. A command that prints ends the program; serving goes on until a signal. */
export async function runWithoutWindow(
  command: Exclude<Command, { do: 'window' | 'open' }>,
  args: readonly string[],
): Promise<void> {
  // A reader that has read enough (`porthole --headless | head`) ends the program quietly.
  process.stdout.on('error', () => process.exit(0))
  if (command.do === 'serve') return serve(command.options)
  const userData = userDataFolder(args, process.platform, process.env)
  const code = await runCommand(command, {
    version: manifest.version,
    userData,
    servingFile: path.join(userData, 'serving.json'),
    out: (text) => process.stdout.write(text),
    note: (line) => process.stderr.write(`${line}\n`),
  })
  // A pipe may still be full: it ends when the last byte is out.
  process.stdout.write('', () => process.exit(code))
}

async function serve(options: Extract<Command, { do: 'serve' }>['options']): Promise<void> {
  const { serveHeadless } = await import('../core/serve-headless.ts')
  try {
    const porthole = await serveHeadless(options, {
      result: (line) => process.stdout.write(`${line}\n`),
      progress: (line) => process.stderr.write(`${line}\n`),
    })
    // A second signal while it closes, as npm and a terminal may send together, changes nothing.
    let closing: Promise<void> | undefined
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        closing ??= porthole.close().finally(() => process.exit(0))
      })
    }
  } catch (error) {
    process.stderr.write(`porthole: ${failureLine(toFailure(error))}\n`)
    process.exit(1)
  }
}
