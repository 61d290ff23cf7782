import { failureKinds, type FailureCode } from './failure.ts'

const before = 'Porthole '

/** The reason phrase of a failure page: by it the window knows the page for Porthole's own. */
export const failurePhrase = (code: FailureCode): string => before + code

/** The failure of a page by its reason phrase; undefined for a page of a Service. */
export function failureOfPhrase(phrase: string): FailureCode | undefined {
  const code = phrase.startsWith(before) ? phrase.slice(before.length) : ''
  return Object.hasOwn(failureKinds, code) ? (code as FailureCode) : undefined
}

/** A Service's own reason phrase, which must not pass its page for Porthole's. */
export const foreignPhrase = (phrase: string): string => (phrase.startsWith(before) ? '' : phrase)
