import path from 'node:path'
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'
import { createVitest, type Reporter, type SerializedError, type TestCase, type Vitest } from 'vitest/node'
import { repoRoot } from '../paths.ts'
import { applyMutation, type MutatedFile, type Mutation } from './mutation.ts'

/** What became of a rule that was broken. */
export type Outcome =
  | { kind: 'noticed'; by: string }
  | { kind: 'survived' }
  /** Nothing can be said: the text is gone, or no test ran. */
  | { kind: 'error'; message: string }

export type Result = Outcome & { rule: string; tests: string }

/**
 * Breaks the rules one by one and runs the tests of each, on two lanes, since starting a run takes longer than its tests.
 * The sources on the disk stay as they are: Vitest is given other text for the one file.
 *
 * @param report called with all results of a file when they are there
 */
export async function runMutations(
  files: readonly MutatedFile[],
  report: (file: string, results: readonly Result[]) => void,
): Promise<void> {
  const left = [...files]
  const lane = async (): Promise<void> => {
    const broken = new Map<string, string>()
    const seen: Seen = { tests: [], errors: [], unhandled: [] }
    const vitest = await start(broken, seen)
    try {
      for (let next = left.shift(); next; next = left.shift()) {
        report(next.file, await breakAll(next, broken, (tests) => runTests(vitest, seen, tests), vitest))
      }
    } finally {
      await vitest.close()
    }
  }
  await Promise.all([lane(), lane()])
}

async function breakAll(
  { file, tests, mutations }: MutatedFile,
  broken: Map<string, string>,
  run: (tests: string) => Promise<Outcome>,
  vitest: Vitest,
): Promise<Result[]> {
  const unbroken = await run(tests)
  if (unbroken.kind !== 'survived') {
    const message = unbroken.kind === 'noticed' ? `fails by itself: ${unbroken.by}` : unbroken.message
    return [{ rule: `${tests} passes while no rule is broken`, tests, kind: 'error', message }]
  }
  const source = path.join(repoRoot, file)
  const text = await readFile(source, 'utf8')
  const results: Result[] = []
  for (const mutation of mutations) {
    const result = breakRule(text, mutation)
    if (typeof result !== 'string') {
      results.push({ rule: mutation.rule, tests, kind: 'error', message: result.message })
      continue
    }
    broken.set(source, result)
    vitest.invalidateFile(source)
    results.push({ rule: mutation.rule, tests, ...(await run(tests)) })
    broken.clear()
    vitest.invalidateFile(source)
  }
  return results
}

function breakRule(text: string, mutation: Mutation): string | Error {
  try {
    return applyMutation(text, mutation)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** What one run of Vitest said of its tests. Its own result keeps what earlier runs said of other files. */
interface Seen {
  tests: TestCase[]
  errors: string[]
  /** Nobody caught these; Vitest says during which test they came. */
  unhandled: SerializedError[]
}

function start(broken: ReadonlyMap<string, string>, seen: Seen): Promise<Vitest> {
  const reporter: Reporter = {
    onTestCaseResult: (test) => void seen.tests.push(test),
    onTestModuleEnd: (module) => void seen.errors.push(...module.errors().map(({ message }) => message)),
    onTestRunEnd: (_modules, errors) => void seen.unhandled.push(...errors),
  }
  const plugin: Plugin = {
    name: 'broken-rule',
    enforce: 'pre',
    transform: (_code, id) => broken.get(id.replace(/[?].*$/, '')),
  }
  return createVitest(
    'test',
    {
      config: false,
      root: repoRoot,
      watch: false,
      include: ['{electron,shared}/**/*.test.ts'],
      reporters: [reporter],
      // Twice as fast to start as processes.
      pool: 'threads',
      // Some broken rules show as something that never ends.
      testTimeout: 2500,
    },
    { cacheDir: path.join(repoRoot, 'node_modules/.vite-mutations'), plugins: [plugin] },
  )
}

async function runTests(vitest: Vitest, seen: Seen, tests: string): Promise<Outcome> {
  seen.tests = []
  seen.errors = []
  seen.unhandled = []
  await vitest.runTestSpecifications([vitest.getRootProject().createSpecification(path.join(repoRoot, tests))])
  const failed = seen.tests.find((test) => test.result().state === 'failed')
  if (failed) return { kind: 'noticed', by: failed.fullName }
  const during = seen.unhandled.find(({ VITEST_TEST_NAME: name }) => typeof name === 'string')
  if (during) return { kind: 'noticed', by: `${String(during['VITEST_TEST_NAME'])} (${during.message})` }
  const [message] = [...seen.errors, ...seen.unhandled.map((error) => error.message)]
  if (message !== undefined) return { kind: 'error', message }
  if (!seen.tests.some((test) => test.result().state === 'passed')) return { kind: 'error', message: 'no test ran' }
  return { kind: 'survived' }
}
