import { describe, expect, it } from 'vitest'
import { FailureError, failure, failureKinds, failureLine, failureSchema, toFailure } from './failure.ts'

describe('failure', () => {
  it('says the title where nothing else was said, and the hint of its kind', () => {
    expect(failure('no-such-port')).toEqual({
      code: 'no-such-port',
      message: 'The Service has no such port.',
      hint: 'Choose one of the ports it has.',
    })
    // An API server may refuse without a word.
    expect(failure('forbidden', '').message).toBe('The cluster does not allow this.')
  })

  it('takes the words of the case', () => {
    expect(failure('internal', 'boom', 'Run.')).toEqual({ code: 'internal', message: 'boom', hint: 'Run.' })
  })
})

describe('toFailure', () => {
  const known = new FailureError('port-taken', 'Port 1 is taken.', { hint: 'Use 2.', cause: new Error('EADDRINUSE') })
  it.each([
    ['a FailureError', known, failure('port-taken', 'Port 1 is taken.', 'Use 2.')],
    ['an unforeseen error', new TypeError('x is not a function'), failure('internal', 'x is not a function')],
    ['something that is no error', 'boom', failure('internal', 'boom')],
    ['nothing', undefined, failure('internal', 'undefined')],
  ])('keeps what %s says', (_name, error, expected) => {
    expect(toFailure(error)).toEqual(expected)
  })

  it('gives a FailureError its message and cause', () => {
    expect(known).toMatchObject({ name: 'FailureError', message: 'Port 1 is taken.', cause: { message: 'EADDRINUSE' } })
  })
})

describe('failureLine', () => {
  it.each([
    ['title, message and hint', failure('internal', 'boom', 'Go.'), 'Porthole made a mistake: boom. Go.'],
    ['no second full stop', failure('internal', 'boom.', 'Go.'), 'Porthole made a mistake: boom. Go.'],
    ['no title twice', failure('port-taken', undefined, 'Go.'), 'The port cannot be used. Go.'],
    [
      'one line of what a plugin said in several',
      failure('credentials-unavailable', 'aws: expired\n\tLog in again\r\n', 'Go.'),
      'The credentials could not be obtained: aws: expired Log in again. Go.',
    ],
  ])('has %s', (_name, value, line) => {
    expect(failureLine(value)).toBe(line)
  })

  it('is one line for every kind, and crosses IPC', () => {
    for (const code of Object.keys(failureKinds) as (keyof typeof failureKinds)[]) {
      expect(failureLine(failure(code))).toMatch(/^\S.*\. \S.*\.$/)
      expect(failureSchema.parse(failure(code))).toEqual(failure(code))
    }
  })
})
