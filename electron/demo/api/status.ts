import { qualifiedName, type Resource } from './resources.ts'

/** The body of every error of a Kubernetes API server (metav1.Status). */
export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly metadata: { readonly continue?: string }
  readonly status: 'Failure'
  readonly message: string
  readonly reason?: string
  readonly details?: StatusDetails
  readonly code: number
}

export interface StatusDetails {
  readonly name?: string
  readonly group?: string
  readonly kind?: string
  readonly causes?: readonly { readonly reason?: string; readonly message: string; readonly field?: string }[]
  readonly retryAfterSeconds?: number
}

/** Thrown anywhere below the router; answered as its Status. */
export class StatusError extends Error {
  override readonly name = 'StatusError'
  readonly status: Status

  constructor(code: number, reason: string | undefined, message: string, details?: StatusDetails, token?: string) {
    super(message)
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: token === undefined ? {} : { continue: token },
      status: 'Failure',
      message,
      ...(reason !== undefined && { reason }),
      ...(details && { details }),
      code,
    }
  }
}

// The sentences are those of k8s.io/apimachinery/pkg/api/errors: people search for them.

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized')
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message)
}

export function notFound(resource: Resource, name: string): StatusError {
  const details = { name, ...(resource.group !== '' && { group: resource.group }), kind: resource.plural }
  return new StatusError(404, 'NotFound', `${qualifiedName(resource)} "${name}" not found`, details)
}

/** The answer to a path that no resource has. */
export function noSuchResource(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource', {})
}

export function methodNotAllowed(): StatusError {
  const message = 'the server does not allow this method on the requested resource'
  return new StatusError(405, 'MethodNotAllowed', message, {})
}

export function expired(message: string, token?: string): StatusError {
  return new StatusError(410, 'Expired', message, undefined, token)
}

export function tooLargeResourceVersion(asked: number, current: number): StatusError {
  return new StatusError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  })
}

export function serviceUnavailable(message: string): StatusError {
  return new StatusError(503, 'ServiceUnavailable', message)
}

/** An error that the real server did not foresee: a Status with the sentence and no reason. */
export function unforeseen(message: string): StatusError {
  return new StatusError(500, undefined, message)
}
