import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { provisionElectron } from './electron-runtime.ts'
import { repoRoot } from './paths.ts'
import { runChild } from './run-child.ts'
import { provisionSystemPackages } from './system-packages.ts'
import { addCounts, type Counts, noTests, summarise } from './test-counts.ts'
import { selectSteps, type Step } from './test-steps.ts'
import { hasDisplay } from '../electron/has-display.ts'
import { startVirtualDisplay, type VirtualDisplay } from './virtual-display.ts'

interface StepResult {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly counts: Counts
}

/** Runs the steps in order until one fails. Returns the exit code. */
async function runSteps(steps: readonly Step[]): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-test-'))
  const results: StepResult[] = []
  let display: VirtualDisplay | undefined
  try {
    if (steps.some((step) => step.windows === true)) display = await prepareWindows()
    for (const step of steps) {
      const result = await runStep(step, path.join(folder, `${step.name}.json`), display)
      results.push(result)
      if (!result.passed) break
    }
  } finally {
    await display?.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return summariseRun(results)
}

async function prepareWindows(): Promise<VirtualDisplay | undefined> {
  const needed = !hasDisplay(process.platform, process.env)
  const started = performance.now()
  const electron = await provisionElectron()
  await provisionSystemPackages(electron, needed)
  const display = needed ? await startVirtualDisplay() : undefined
  print(`runtime: ${electron} (${secondsSince(started).toFixed(1)} s)`)
  return display
}

async function runStep(step: Step, report: string, display: VirtualDisplay | undefined): Promise<StepResult> {
  print(`\n== ${step.name}: ${step.what}`)
  const started = performance.now()
  const env = {
    ...process.env,
    ...(display && { DISPLAY: display.display }),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  }
  let code = 0
  for (const args of step.commands(report)) {
    code = await runChild(process.execPath, args, { cwd: repoRoot, env })
    if (code !== 0) break
  }
  const counts = await countTests(step, report)
  const passed = code === 0 && counts.failed === 0
  const seconds = secondsSince(started)
  print(`== ${step.name} ${passed ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`)
  // A step that failed without a failed test (a type error, a runner that crashed) is a failure of its own.
  return { name: step.name, passed, seconds, counts: passed || counts.failed > 0 ? counts : { ...counts, failed: 1 } }
}

/** A runner that left no report has crashed, or found no tests: nothing is counted, and its exit code tells. */
async function countTests(step: Step, report: string): Promise<Counts> {
  const text = await readFile(report, 'utf8').catch(() => undefined)
  return step.count && text !== undefined ? step.count(JSON.parse(text)) : noTests
}

function summariseRun(results: readonly StepResult[]): number {
  print('')
  for (const { name, passed, seconds } of results) {
    print(`${name.padEnd(8)} ${passed ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(7)} s`)
  }
  const failed = results.find((result) => !result.passed)
  if (failed) print(`The step that failed: ${failed.name}. Run it alone with: npm test -- ${failed.name}`)
  print(summarise(results.reduce((sum, { counts }) => addCounts(sum, counts), noTests)))
  return failed ? 1 : 0
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const selection = selectSteps(process.argv.slice(2))
if (selection.ok) {
  try {
    process.exitCode = await runSteps(selection.steps)
  } catch (error) {
    process.stderr.write(`npm test: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
} else {
  process.stderr.write(`npm test: ${selection.message}\n`)
  process.exitCode = 2
}
