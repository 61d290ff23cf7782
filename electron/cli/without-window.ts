import path from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { failureLine, toFailure } from '../../shared/failure.ts'
import type { HeadlessOptions } from '../core/serve-headless.ts'
import type { Command } from './parse-command.ts'
import { runCommand } from './run-command.ts'
import { terminalText } from './terminal-text.ts'
import { userDataFolder } from './user-data.ts'

/** How long connections may take to end, in milliseconds. */
const closeLimit = 1000

const output = {
  out: (text: string) => void process.stdout.write(terminalText(text)),
  /** A line for people, beside the output. */
  note: (line: string) => void process.stderr.write(`${terminalText(line)}\n`),
}

/** Carries out what needs no window. A command that prints ends the program; serving goes on until a signal. */
export async function runWithoutWindow(
  command: Exclude<Command, { do: 'window' | 'open' }>,
  args: readonly string[],
): Promise<void> {
  process.stdout.on('error', unread)
  const userData = userDataFolder(args, process.platform, process.env)
  if (command.do === 'serve') return serve({ ...command.options, userData })
  if (command.do === 'forward') return forward(command)
  const code = await runCommand(command, {
    version: manifest.version,
    userData,
    servingFile: path.join(userData, 'serving.json'),
    ...output,
  })
  // A pipe may still be full: it ends when the last byte is out.
  process.stdout.write('', (error) => (error ? unread(error) : process.exit(code)))
}

/** What was printed does not arrive: a reader that has read enough (`porthole --headless | head`) ends the program quietly. */
function unread(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  output.note(`porthole: the output is lost: ${error.message}`)
  process.exit(1)
}

async function forward(command: Extract<Command, { do: 'forward' }>): Promise<void> {
  const { runForward } = await import('./forward.ts')
  const end = new AbortController()
  onSignal(() => {
    end.abort()
    // What is still being connected is not waited for.
    setTimeout(() => process.exit(0), closeLimit)
  })
  process.exit(await runForward(command, output, end.signal))
}

/** Ctrl-C, or what else asks a program to end. */
function onSignal(asked: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked)
}

async function serve(options: HeadlessOptions): Promise<void> {
  const { serveHeadless } = await import('../core/serve-headless.ts')
  try {
    const close = await serveHeadless(options, {
      result: (line) => output.out(`${line}\n`),
      progress: output.note,
    })
    // A second signal while it closes, as npm and a terminal may send together, changes nothing.
    let closing: Promise<void> | undefined
    onSignal(() => {
      closing ??= close().finally(() => process.exit(0))
    })
  } catch (error) {
    output.note(`porthole: ${failureLine(toFailure(error))}`)
    process.exit(1)
  }
}
