import { expect, test } from 'vitest'
import { addCounts, countPlaywright, countVitest, noTests, summarise } from './test-counts.ts'

const file = (status: string, ...tests: string[]): unknown => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})

test.each([
  {
    case: 'all passed',
    report: {
      numPassedTests: 2,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [file('passed', 'passed', 'passed')],
    },
    counts: { passed: 2, failed: 0, skipped: 0 },
  },
  {
    case: 'one failed, one skipped, one to do',
    report: {
      numPassedTests: 0,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [file('failed', 'failed', 'pending', 'todo')],
    },
    counts: { passed: 0, failed: 1, skipped: 2 },
  },
  {
    case: 'a file that failed before its first test',
    report: {
      numPassedTests: 1,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [file('failed'), file('passed', 'passed')],
    },
    counts: { passed: 1, failed: 1, skipped: 0 },
  },
])('vitest: $case', ({ report, counts }) => {
  expect(countVitest(report)).toEqual(counts)
})

test.each([
  {
    case: 'mixed',
    report: { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] },
    counts: { passed: 4, failed: 1, skipped: 2 },
  },
  {
    case: 'a file that cannot be read',
    report: { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] },
    counts: { passed: 0, failed: 1, skipped: 0 },
  },
])('Playwright: $case', ({ report, counts }) => {
  expect(countPlaywright(report)).toEqual(counts)
})

test('a report of another shape is no report', () => {
  expect(() => countVitest({})).toThrow()
  expect(() => countPlaywright({ stats: {} })).toThrow()
})

test.each([
  { counts: { passed: 3, failed: 0, skipped: 0 }, line: '3 passed, 0 failed' },
  {
    counts: addCounts({ passed: 3, failed: 1, skipped: 0 }, { passed: 1, failed: 1, skipped: 2 }),
    line: '4 passed, 2 failed, 2 skipped',
  },
  { counts: noTests, line: '0 passed, 0 failed' },
])('$line', ({ counts, line }) => {
  expect(summarise(counts)).toBe(line)
})
