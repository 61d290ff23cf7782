import { z } from 'zod'
import { apiJson } from './api-client.ts'
import type { ClusterAccess } from './cluster-access.ts'

/** What a SelfSubjectAccessReview asks: `spec.resourceAttributes` of authorization.k8s.io/v1. */
export interface ResourceAttributes {
  namespace: string
  verb: string
  resource: string
  subresource?: string
}

const answerSchema = z.looseObject({ status: z.looseObject({ allowed: z.boolean() }) })

/** How long an answer holds, in ms: roles change seldom, and a refused use says so by itself. */
const holds = 5 * 60_000
const timeout = 5_000

/** What the user of a cluster may do, as the API server tells; asked once for all who wait, and kept for a while. */
export class AccessReviews {
  readonly #access: ClusterAccess
  readonly #answers = new Map<string, { at: number; allowed: Promise<boolean | undefined> }>()

  constructor(access: ClusterAccess) {
    this.#access = access
  }

  /** Undefined when the API server does not tell. */
  allowed(attributes: ResourceAttributes): Promise<boolean | undefined> {
    const key = keyOf(attributes)
    const known = this.#answers.get(key)
    if (known && performance.now() - known.at < holds) return known.allowed
    const answer = { at: performance.now(), allowed: this.#ask(attributes) }
    this.#answers.set(key, answer)
    void answer.allowed.then((allowed) => {
      // Who could not be asked may be asked again soon.
      if (allowed === undefined) answer.at = performance.now() - holds + 10_000
    })
    return answer.allowed
  }

  /** The API server refused it after all. */
  refused(attributes: ResourceAttributes): void {
    this.#answers.set(keyOf(attributes), { at: performance.now(), allowed: Promise.resolve(false) })
  }

  /** Forgets what it was told, so that the next question is asked anew. */
  forget(): void {
    this.#answers.clear()
  }

  async #ask(resourceAttributes: ResourceAttributes): Promise<boolean | undefined> {
    try {
      const answer = await apiJson(this.#access, {
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          kind: 'SelfSubjectAccessReview',
          apiVersion: 'authorization.k8s.io/v1',
          spec: { resourceAttributes },
        },
        signal: AbortSignal.timeout(timeout),
      })
      return answerSchema.parse(answer).status.allowed
    } catch {
      return undefined
    }
  }
}

function keyOf({ namespace, verb, resource, subresource = '' }: ResourceAttributes): string {
  return `${namespace} ${verb} ${resource}/${subresource}`
}
