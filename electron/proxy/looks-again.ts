import type { FailureCode } from '../../shared/failure.ts'

/** Endpoints come by themselves while a pod starts, so the page of such a failure looks again until they do. */
export const looksAgain = (code: FailureCode): boolean =>
  code === 'no-endpoints' || code === 'no-pods' || code === 'service-unreachable'
