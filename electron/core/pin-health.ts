import { clusterOf } from '../../shared/cluster-of.ts'
import type { AppState } from '../../shared/app-state.ts'
import { type Dashboard, serviceId } from '../../shared/desk.ts'

/** How long a dashboard must stay as it turned before anybody hears of it, in ms: a rollout is no news. */
export const settleTime = 15_000

export type PinNews = { dashboard: Dashboard; turn: 'down' | 'back' }

/** Of main's state, what decides. */
export interface PinState {
  clusters: readonly Pick<AppState['clusters'][number], 'id' | 'contexts' | 'state'>[]
  health: AppState['health']
}

interface Watched {
  dashboard: Dashboard
  up: boolean
  /** Its going down was told, and so its coming back is news. */
  told: boolean
  timer: NodeJS.Timeout | undefined
}

/**
 * Finds out when a pinned dashboard has no ready endpoint any more, and when it is back. How it stands when its cluster
 * comes is where it begins, and no news; of a cluster that cannot be asked nothing is told.
 */
export class PinHealth {
  readonly #news: (news: PinNews) => void
  readonly #settle: number
  readonly #watched = new Map<string, Watched>()

  constructor(news: (news: PinNews) => void, settle = settleTime) {
    this.#news = news
    this.#settle = settle
  }

  look(pins: readonly Dashboard[], { clusters, health }: PinState): void {
    const wanted = new Set<string>()
    for (const dashboard of pins) {
      const id = serviceId(dashboard)
      const phase = clusterOf(clusters, dashboard.cluster)?.state.phase
      if (phase !== 'connected' && phase !== 'degraded') continue
      const known = this.#watched.get(id)
      const now = health[id]
      // A Service that was there and is not in the list any more is as far away as one without endpoints.
      const up = now === undefined ? (known ? false : undefined) : isUp(now)
      wanted.add(id)
      if (up === undefined) continue
      if (known) this.#turn(known, up)
      else this.#watched.set(id, { dashboard, up, told: false, timer: undefined })
    }
    for (const id of this.#watched.keys()) if (!wanted.has(id)) this.#drop(id)
  }

  /** Begins anew with the next look. */
  forget(): void {
    for (const id of this.#watched.keys()) this.#drop(id)
  }

  #turn(watched: Watched, up: boolean): void {
    if (up === watched.up) {
      clearTimeout(watched.timer)
      watched.timer = undefined
      return
    }
    watched.timer ??= setTimeout(() => {
      watched.timer = undefined
      watched.up = up
      const news = !up || watched.told
      watched.told = !up
      if (news) this.#news({ dashboard: watched.dashboard, turn: up ? 'back' : 'down' })
    }, this.#settle)
    watched.timer.unref()
  }

  #drop(id: string): void {
    clearTimeout(this.#watched.get(id)?.timer)
    this.#watched.delete(id)
  }
}

/** Undefined where the endpoints may not be seen. */
function isUp(health: AppState['health'][string]): boolean | undefined {
  if (health === 'unknown') return undefined
  return health === 'ready' || health === 'partial'
}
