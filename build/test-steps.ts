import { type Counts, countPlaywright, countVitest } from './test-counts.ts'

export const stepNames = ['types', 'lint', 'unit', 'build', 'cluster', 'app', 'package'] as const
export type StepName = (typeof stepNames)[number]

/** The arguments of one run of Node in the checkout. */
export type NodeArguments = readonly string[]

export interface Step {
  readonly name: StepName
  readonly what: string
  /** What is run, one after the other. `report` is the file for the runner's JSON report. */
  readonly commands: (report: string) => readonly NodeArguments[]
  /** Reads that report. Only steps that run tests have one. */
  readonly count?: (report: unknown) => Counts
  /** Whether windows open: then a runtime, system packages and a display come first. */
  readonly windows?: true
}

const vitest = (config: string, report: string): NodeArguments => [
  'node_modules/vitest/vitest.mjs',
  'run',
  `--config=${config}`,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]

/** What `npm test` runs, in this order. */
export const steps: readonly Step[] = [
  {
    name: 'types',
    what: 'TypeScript',
    commands: () => [['node_modules/typescript/bin/tsc', '--noEmit']],
  },
  {
    name: 'lint',
    what: 'eslint, then biome',
    commands: () => [
      ['node_modules/eslint/bin/eslint.js', '.'],
      ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'],
    ],
  },
  {
    name: 'unit',
    what: 'unit tests',
    commands: (report) => [vitest('build/vitest.config.ts', report)],
    count: countVitest,
  },
  {
    name: 'build',
    what: 'the three bundles',
    commands: () => [['--import', 'tsx', 'build/build.ts']],
  },
  {
    name: 'cluster',
    what: 'suites against a real API server',
    commands: (report) => [vitest('e2e/vitest.config.ts', report)],
    count: countVitest,
  },
  {
    name: 'app',
    what: 'the app, end to end',
    // The JSON report goes where PLAYWRIGHT_JSON_OUTPUT_FILE says.
    commands: () => [
      ['node_modules/playwright/cli.js', 'test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
    ],
    count: countPlaywright,
    windows: true,
  },
  {
    name: 'package',
    what: 'the packaged app, and the Debian package where it can be installed',
    commands: () => [
      ['--import', 'tsx', 'build/package/main.ts'],
      ['node_modules/playwright/cli.js', 'test', '--config=e2e/package/playwright.config.ts', '--reporter=list,json'],
    ],
    count: countPlaywright,
    windows: true,
  },
]

export type Selection =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly message: string }

/** The steps with these names, in their own order; all of them when none is named. */
export function selectSteps(names: readonly string[]): Selection {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    return { ok: false, message: `There is no step ${unknown.join(', ')}; the steps are ${stepNames.join(', ')}.` }
  }
  return { ok: true, steps: names.length === 0 ? steps : steps.filter((step) => names.includes(step.name)) }
}
