import { FailureError, type Failure } from '../../../shared/failure.ts'

/** The failure that a thrown value carries; undefined when it carries none. */
export function failureOf(error: unknown): Failure | undefined {
  return error instanceof FailureError ? error.failure : undefined
}
