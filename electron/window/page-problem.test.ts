import { describe, expect, it } from 'vitest'
import { crashProblem, elsewhereProblem, loadProblem } from './page-problem.ts'

describe('loadProblem', () => {
  it.each([
    [-3, 'ERR_ABORTED', undefined],
    [-102, 'ERR_CONNECTION_REFUSED', expect.stringContaining('Nothing answers')],
    [-324, 'ERR_EMPTY_RESPONSE', expect.stringContaining('without an answer')],
    [-27, 'ERR_BLOCKED_BY_RESPONSE', 'The page could not be loaded: ERR_BLOCKED_BY_RESPONSE (-27).'],
    [-2, '', 'The page could not be loaded: unknown error (-2).'],
  ])('%i %s', (code, description, expected) => {
    expect(loadProblem(code, description)).toEqual(expected)
  })
})

describe('crashProblem', () => {
  it.each([
    ['clean-exit', undefined],
    ['crashed', expect.stringContaining('The page crashed')],
    ['killed', expect.stringContaining('The page crashed')],
    ['oom', expect.stringContaining('memory')],
    ['a reason of a later version', expect.stringContaining('The page crashed')],
  ])('%s', (reason, expected) => {
    expect(crashProblem(reason)).toEqual(expected)
  })
})

it('names the place a tab was sent to, not its query', () => {
  const said = elsewhereProblem('https://sso.example.com/auth?state=secret', true)
  expect(said).toContain('sso.example.com')
  expect(said).not.toContain('secret')
  expect(elsewhereProblem('https://sso.example.com/', false)).not.toContain('was opened')
})
