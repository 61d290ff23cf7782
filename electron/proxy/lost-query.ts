import { failure, type Failure } from '../../shared/failure.ts'

/** So many refusals within so long (ms) are no accident: a page that can do without a WebSocket asks for it once. */
const insistence = { times: 3, within: 60_000 }

/** The API server forgets the query of an upgrade: finds out which applications need it, by their pages asking on. */
export class LostQueries {
  readonly #refusals = new Map<string, number[]>()

  /** An upgrade without its query was refused; whether its page cannot do without. */
  refused(key: string, now = performance.now()): boolean {
    const recent = (this.#refusals.get(key) ?? []).filter((at) => now - at < insistence.within)
    this.#refusals.set(key, [...recent, now])
    return recent.length + 1 >= insistence.times
  }

  /** A page is loaded anew, or an upgrade did succeed. */
  forget(key: string): void {
    this.#refusals.delete(key)
  }
}

/** @param how the Service turned the WebSocket away: `answered 403` */
export function queryFailure(how: string): Failure {
  return failure('query-dropped', `The Service ${how} without it.`)
}
