import { parseCommandLine } from './command-line.ts'
import { serveHeadless } from './core/serve-headless.ts'
import { failureLine, toFailure } from '../shared/failure.ts'

const command = parseCommandLine(process.argv.slice(2))
if (!command.ok) {
  process.stderr.write(`porthole: ${command.message}\n`)
  process.exit(2)
}

// A reader that has read enough (`porthole --headless | head`) ends the program quietly.
process.stdout.on('error', () => process.exit(0))

try {
  const porthole = await serveHeadless(command.value, {
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
