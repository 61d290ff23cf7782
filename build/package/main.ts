// `npm run package [-- TARGET…]`: the program in dist/, and what can be made of it here. `--release` refuses a runtime
// that is not the one of package.json; `--inspectable` lets Playwright in, for the end-to-end suite.
import { parseArgs } from 'node:util'
import { makePackages } from './package.ts'
import { selectTargets } from './targets.ts'

const { values, positionals } = parseArgs({
  options: { release: { type: 'boolean', default: false }, inspectable: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const selection = selectTargets(positionals)
if (selection.ok) {
  try {
    await makePackages({ ...values, targets: selection.targets, asked: positionals, print })
  } catch (error) {
    process.stderr.write(`npm run package: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
} else {
  process.stderr.write(`npm run package: ${selection.message}\n`)
  process.exitCode = 2
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
