import type { ScreenId } from '../../shared/screen.ts'
import { useScreens } from './screen-store.ts'
import { useTabs } from './tabs-store.ts'

/** What the window shows: a dashboard by its tab, a screen, or the Services (null). */
export type Place = number | ScreenId | null

/** The place on show. */
export function currentPlace(): Place {
  return useTabs.getState().active ?? useScreens.getState().shown
}

export function usePlace(): Place {
  const tab = useTabs(({ active }) => active)
  const screen = useScreens(({ shown }) => shown)
  return tab ?? screen
}

/** Every place, in the order of the strip: the Services, screens, dashboards. */
export function allPlaces(): readonly Place[] {
  return [null, ...useScreens.getState().open, ...useTabs.getState().tabs.map(({ id }) => id)]
}
