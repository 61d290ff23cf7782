import { expect, it } from 'vitest'
import { failureOfPhrase, failurePhrase, foreignPhrase } from './failure-phrase.ts'

it.each([
  [failurePhrase('no-endpoints'), 'no-endpoints'],
  ['Porthole toString', undefined],
  ['Porthole', undefined],
  ['OK', undefined],
  ['', undefined],
])('the failure of the phrase %j', (phrase, code) => {
  expect(failureOfPhrase(phrase)).toBe(code)
})

it('lets no Service say it', () => {
  expect(failureOfPhrase(foreignPhrase(failurePhrase('not-http')))).toBeUndefined()
  expect(foreignPhrase('Not Found')).toBe('Not Found')
})
