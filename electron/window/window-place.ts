/** Device-independent pixels. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/** Where a window is, or would be if it were not maximized. */
export interface PlacedWindow extends Rectangle {
  maximized: boolean
}

/** At least this much of a window must be on a screen, or nobody could take hold of it. */
const reachable = { width: 120, height: 60 }

/**
 * Where a window may open that was somewhere before: where it was, no larger than the screen it is on; undefined when
 * that screen is gone.
 *
 * @param screens the work areas of the screens that there are now
 */
export function fittingPlace(place: Rectangle, screens: readonly Rectangle[]): Rectangle | undefined {
  const screen = screens.find((area) => {
    const width = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
    const height = Math.min(place.y + place.height, area.y + area.height) - Math.max(place.y, area.y)
    return width >= reachable.width && height >= reachable.height
  })
  if (!screen) return undefined
  return {
    x: place.x,
    y: Math.max(place.y, screen.y),
    width: Math.min(place.width, screen.width),
    height: Math.min(place.height, screen.height),
  }
}
