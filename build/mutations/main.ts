// Breaks each rule of the guard and its neighbours on purpose, and requires that a test fails: a table on stdout.
import { parseArgs } from 'node:util'
import { mutatedFiles } from './rules.ts'
import { type Result, runMutations } from './run-mutations.ts'

/** With words after it only the files whose path has one of them. */
const { positionals } = parseArgs({ allowPositionals: true })
const chosen = mutatedFiles.filter(
  ({ file }) => positionals.length === 0 || positionals.some((word) => file.includes(word)),
)

function describeResult(result: Result): string {
  if (result.kind === 'noticed') return result.by
  return result.kind === 'survived' ? `SURVIVED ${result.tests}` : `ERROR ${result.message}`
}

const began = performance.now()
const results: Result[] = []
await runMutations(chosen, (file, some) => {
  results.push(...some)
  const lines = some.map((result) => `  ${result.rule} → ${describeResult(result)}\n`)
  process.stdout.write(`\n${file}\n${lines.join('')}`)
})
const survived = results.filter(({ kind }) => kind === 'survived').length
const errors = results.filter(({ kind }) => kind === 'error').length
const seconds = ((performance.now() - began) / 1000).toFixed(0)
process.stdout.write(`\n${results.length} rules broken, ${survived} survived, ${errors} errors, in ${seconds} s\n`)
process.exitCode = survived + errors > 0 || results.length === 0 ? 1 : 0
