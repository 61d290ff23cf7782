import type { Duplex } from 'node:stream'
import type { ServerResponse } from 'node:http'

/** How many requests and WebSockets may be open at a time. Each is a socket of the client's and one toward the cluster. */
export interface AdmissionLimits {
  /** Through one Service. A page needs a handful, and a browser opens a few hundred WebSockets at most. */
  perService: number
  /** Through all of them. */
  total: number
  /** So many a Service may always have, however many the others hold. */
  always: number
}

export const admissionLimits: AdmissionLimits = { perService: 1024, total: 4096, always: 32 }

/** Whether one more may be opened through a Service that has `own` of the `total` open ones. */
export function mayOpen(own: number, total: number, limits: AdmissionLimits): boolean {
  return own < limits.perService && (total < limits.total || own < limits.always)
}

/**
 * Counts what is open through each Service. What is beyond the limits is refused at once rather than made to wait, since
 * streams may stay open for ever; so no pool behind it needs a limit of its own, by which one Service could block others.
 */
export class Admission {
  readonly #limits: AdmissionLimits
  readonly #open = new Map<string, number>()
  #total = 0

  constructor(limits: AdmissionLimits = admissionLimits) {
    this.#limits = limits
  }

  /** How many are open through a Service, or through all. */
  open(service?: string): number {
    return service === undefined ? this.#total : (this.#open.get(service) ?? 0)
  }

  /** How many are open through the Services whose name begins so. */
  openBelow(prefix: string): number {
    let sum = 0
    for (const [service, open] of this.#open) if (service.startsWith(prefix)) sum += open
    return sum
  }

  /** Counts one more until `answer`, which must be open, closes; false when there are too many. */
  enter(service: string, answer: ServerResponse | Duplex): boolean {
    if (!mayOpen(this.open(service), this.#total, this.#limits)) return false
    this.#open.set(service, this.open(service) + 1)
    this.#total += 1
    answer.once('close', () => {
      this.#total -= 1
      const left = this.open(service) - 1
      if (left > 0) this.#open.set(service, left)
      else this.#open.delete(service)
    })
    return true
  }
}
