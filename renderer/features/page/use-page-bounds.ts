import { type RefObject, useEffect, useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { Pane } from '../../../shared/panes.ts'
import { ask } from '../../app/bridge.ts'
import { useOverlays } from '../../ui/overlays.ts'

type Bounds = Input<'tabs.bounds'>['box']

/** How long a picture of the page is waited for, ms. */
const pictureLimit = 200

/** Whether two rectangles share a point. */
export function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** Where the page may draw: whole pixels; nowhere when the place has no size or something floats above it. */
export function boundsOf(place: HTMLElement, overlays: readonly HTMLElement[]): Bounds {
  const rect = place.getBoundingClientRect()
  if (rect.width < 1 || rect.height < 1) return null
  if (overlays.some((overlay) => overlaps(rect, overlay.getBoundingClientRect()))) return null
  const x = Math.round(rect.left)
  const y = Math.round(rect.top)
  return { x, y, width: Math.round(rect.right) - x, height: Math.round(rect.bottom) - y }
}

/**
 * Tells main where the page of a pane may draw, at most once a frame, and that it may not when the place goes. From tab to
 * tab the place stays, and nothing is said.
 *
 * @param pane never another one for the same place
 * @param shown false while the place holds something else than the page
 * @returns what the page looked like, to be shown in its place while something floats above it
 */
export function usePageBounds(place: RefObject<HTMLElement | null>, pane: Pane, shown: boolean): string | null {
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(() => {
    const element = place.current
    if (!element || !shown) return undefined
    let frame = 0
    let last = ''
    let turn = 0
    const report = () => {
      frame = 0
      const bounds = boundsOf(element, useOverlays.getState().elements)
      const text = JSON.stringify(bounds)
      if (text === last) return
      last = text
      const asked = ++turn
      if (bounds) {
        // The page lies above its picture, which may go when the page is there again.
        void ask('tabs.bounds', { pane, box: bounds }).then(() => asked === turn && setPicture(null))
        return
      }
      // What floats above is beneath the page until then: it is not kept waiting by a page that cannot be drawn.
      const late = new Promise<null>((resolve) => setTimeout(resolve, pictureLimit, null))
      const taken = pictureOf(pane)
      void taken.then((one) => asked === turn && setPicture(one))
      void Promise.race([taken, late]).then(() => {
        if (asked !== turn) return
        // What floated may be gone by then: told late, this would hide the page for good.
        requestAnimationFrame(() => asked === turn && void ask('tabs.bounds', { pane, box: null }))
      })
    }
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(report)
    }
    const observer = new ResizeObserver(schedule)
    observer.observe(element)
    window.addEventListener('resize', schedule)
    const unsubscribe = useOverlays.subscribe(schedule)
    schedule()
    return () => {
      turn++
      setPicture(null)
      cancelAnimationFrame(frame)
      observer.disconnect()
      window.removeEventListener('resize', schedule)
      unsubscribe()
      void ask('tabs.bounds', { pane, box: null })
    }
  }, [place, pane, shown])
  return picture
}

/** The page as it looks, decoded, so that it can be drawn at once; null where there is nothing to see. */
async function pictureOf(pane: Pane): Promise<string | null> {
  const answer = await ask('tabs.picture', { pane })
  if (!answer.ok || !answer.value) return null
  const image = new Image()
  image.src = answer.value
  await image.decode().catch(() => undefined)
  return answer.value
}
