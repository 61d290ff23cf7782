/** Device-independent pixels of the window's content, as `View.setBounds` takes them. */
export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Where a view goes that is on show. Until the renderer has said where, it stays as it is: hidden and shown again it would
 * flash when the window is divided.
 *
 * @param box null where something overlaps, undefined before it is known
 */
export function viewPlace(box: Bounds | null | undefined, zoom: number): Bounds | 'hidden' | 'as it is' {
  if (box === undefined) return 'as it is'
  return (box && viewBounds(box, zoom)) ?? 'hidden'
}

/**
 * A box of the app's page (CSS pixels) as bounds of a view. Edges are rounded, not sizes: a box that ends where another
 * begins still does so afterwards.
 *
 * @param zoom the app page's zoom factor
 * @returns undefined when nothing would be seen
 */
export function viewBounds(box: Bounds, zoom: number): Bounds | undefined {
  const x = Math.round(box.x * zoom)
  const y = Math.round(box.y * zoom)
  const width = Math.round((box.x + box.width) * zoom) - x
  const height = Math.round((box.y + box.height) * zoom) - y
  return width > 0 && height > 0 ? { x, y, width, height } : undefined
}
