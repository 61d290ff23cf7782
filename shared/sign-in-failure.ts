import type { FailureCode } from './failure.ts'

const codes: ReadonlySet<FailureCode> = new Set<FailureCode>(['credentials-unavailable', 'credentials-rejected'])

/** Whether nobody could be signed in: a person has to do something before the API server is asked anything more. */
export function isSignInFailure(code: FailureCode): boolean {
  return codes.has(code)
}
