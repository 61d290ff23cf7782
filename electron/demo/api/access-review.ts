import { isRecord, textIn } from './json.ts'
import type { Authorize } from './access.ts'
import { badRequest } from './status.ts'

/** Answers a SelfSubjectAccessReview: the same object with `status.allowed`. Throws 400 for what is not one. */
export function reviewAccess(body: string, authorize: Authorize): object {
  const review = parse(body)
  const spec = isRecord(review['spec']) ? review['spec'] : {}
  const attributes = isRecord(spec['resourceAttributes']) ? spec['resourceAttributes'] : undefined
  const allowed =
    attributes === undefined ||
    authorize({
      verb: textIn(attributes, 'verb'),
      group: textIn(attributes, 'group'),
      resource: textIn(attributes, 'resource'),
      subresource: textIn(attributes, 'subresource'),
      namespace: textIn(attributes, 'namespace'),
      name: textIn(attributes, 'name'),
    })
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status: { allowed },
  }
}

function parse(body: string): Record<string, unknown> {
  try {
    const review: unknown = JSON.parse(body)
    if (isRecord(review)) return review
  } catch {
    // Answered below, like any other body that is no object.
  }
  throw badRequest('the object provided is unrecognized (must be of type SelfSubjectAccessReview)')
}
