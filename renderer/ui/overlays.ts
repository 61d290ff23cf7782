import { useCallback } from 'react'
import { create } from 'zustand'

/** What floats above the window's content now. An embedded page is drawn above all of it, so the page must give way. */
export const useOverlays = create<{ elements: readonly HTMLElement[] }>()(() => ({ elements: [] }))

/** A ref for a floating element: it counts as an overlay for as long as it is mounted. */
export function useOverlay(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element) => {
    if (!element) return undefined
    useOverlays.setState(({ elements }) => ({ elements: [...elements, element] }))
    return () => useOverlays.setState(({ elements }) => ({ elements: elements.filter((other) => other !== element) }))
  }, [])
}
