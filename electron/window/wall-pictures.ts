import { type Dashboard, dashboardKey } from '../../shared/desk.ts'
import type { FailureCode } from '../../shared/failure.ts'
import type { Implementation } from '../../shared/implementation.ts'
import type { WallLook } from '../../shared/wall-look.ts'

/** What is seen of a dashboard: its page, or that Porthole's own stands in its place. */
export type Seen<P> = { picture: P } | { failure: FailureCode }

export interface PictureSources<P> {
  /** The page in a tab, if it lives. */
  live: (dashboard: Dashboard) => Promise<Seen<P> | null>
  /** Loads the page to take its picture. */
  load: (dashboard: Dashboard) => Promise<Seen<P> | null>
  /** Whether its page may be loaded with nobody asking for that one: it is pinned, and its cluster is connected. */
  mayLoad: (dashboard: Dashboard) => Promise<boolean>
  /** As a data: URL of the size that the wall shows. */
  encode: (picture: P) => string
}

/** Pictures kept of dashboards that cannot be looked at now; about 20 kB each. */
const most = 120

/** What dashboards look like: one is looked at after the other, since each costs a process while it lasts. */
export class WallPictures<P> {
  readonly channels: Pick<Implementation, 'wall.look'>
  readonly #sources: PictureSources<P>
  readonly #last = new Map<string, string>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(sources: PictureSources<P>) {
    this.#sources = sources
    this.channels = {
      'wall.look': (dashboard) => {
        const look = this.#turn.then(() => this.#take(dashboard))
        this.#turn = look.catch(() => undefined)
        return look
      },
    }
  }

  async #take(dashboard: Dashboard): Promise<WallLook> {
    const { live, load, mayLoad, encode } = this.#sources
    const key = dashboardKey(dashboard)
    const seen = (await live(dashboard)) ?? ((await mayLoad(dashboard)) ? await load(dashboard) : null)
    if (seen && 'failure' in seen) return { picture: null, failure: seen.failure }
    const known = seen === null ? this.#last.get(key) : encode(seen.picture)
    if (known === undefined) return { picture: null, failure: null }
    this.#last.delete(key)
    this.#last.set(key, known)
    for (const oldest of this.#last.keys()) {
      if (this.#last.size <= most) break
      this.#last.delete(oldest)
    }
    return { picture: known, failure: null }
  }
}
