// Porthole without a window, in plain Node: serves, or carries out a command that prints.
import { parseCommand } from './cli/parse-command.ts'
import { runWithoutWindow } from './cli/without-window.ts'

const command = parseCommand(process.argv.slice(2))
if (!command.ok) {
  process.stderr.write(`porthole: ${command.message}\n`)
  process.exit(2)
}
const { value } = command
// Whoever starts this file wants no window, said or not.
const wanted = value.do === 'window' || value.do === 'open' ? { do: 'serve' as const, options: value.options } : value
await runWithoutWindow(wanted, process.argv.slice(2))
