import { create } from 'zustand'
import type { ScreenId } from '../../shared/screen.ts'

interface Screens {
  /** Those that have a tab, in its order. */
  open: readonly ScreenId[]
  /** The one that stands in the place of the Services; a dashboard on show covers it. */
  shown: ScreenId | null
}

/** The screens that are open. Main knows nothing of them: to it the Services are on show. */
export const useScreens = create<Screens>()(() => ({ open: [], shown: null }))

/** Turns to a screen, which gets a tab if it has none; null turns to the Services. */
export function turnToScreen(shown: ScreenId | null): void {
  useScreens.setState(({ open }) => ({
    open: shown === null || open.includes(shown) ? open : [...open, shown],
    shown,
  }))
}

/** Takes a screen's tab away; the Services follow where it was on show. */
export function dropScreen(screen: ScreenId): void {
  useScreens.setState(({ open, shown }) => ({
    open: open.filter((one) => one !== screen),
    shown: shown === screen ? null : shown,
  }))
}
