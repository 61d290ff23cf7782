import { create } from 'zustand'
import { type Dashboard, dashboardKey } from '../../../shared/desk.ts'
import type { WallLook } from '../../../shared/wall-look.ts'
import { ask } from '../../app/bridge.ts'

/** A picture is taken anew when it is this old, ms. */
const age = 15_000
/** How often that is looked after, ms: a card that has just come in sight has its picture soon. */
const look = 300

/** What dashboards look like, by their key; kept while the window is. */
export const useLooks = create<{ looks: ReadonlyMap<string, WallLook> }>()(() => ({ looks: new Map() }))

/**
 * Keeps the pictures of dashboards fresh until it is stopped, one after the other.
 *
 * @param inSight the cards that are in sight now; nothing else is asked for
 */
export function keepPictures(dashboards: readonly Dashboard[], inSight: (key: string) => boolean): () => void {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const asked = new Map<string, number>()
  const round = async (): Promise<void> => {
    for (const dashboard of dashboards) {
      if (stopped) return
      const key = dashboardKey(dashboard)
      const fresh = performance.now() - (asked.get(key) ?? -Infinity) < age
      if (fresh || document.visibilityState === 'hidden' || !inSight(key)) continue
      const answer = await ask('wall.look', dashboard)
      asked.set(key, performance.now())
      if (answer.ok) useLooks.setState(({ looks }) => ({ looks: new Map(looks).set(key, answer.value) }))
    }
    timer = setTimeout(() => void round(), look)
  }
  timer = setTimeout(() => void round(), 0)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
