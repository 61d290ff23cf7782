/** A place in a list, px. */
export interface Slot {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Offset {
  readonly x: number
  readonly y: number
}

/** Along what the items of a list lie. */
export type Axis = 'x' | 'y' | 'both'

/** Where something can go that must stay within the places of the list. */
export function withinSlots(slots: readonly Slot[], from: number, by: Offset, axis: Axis): Offset {
  const own = slots[from]
  if (!own) return { x: 0, y: 0 }
  const within = (start: 'x' | 'y', size: 'width' | 'height'): number => {
    const lowest = Math.min(...slots.map((slot) => slot[start])) - own[start]
    const highest = Math.max(...slots.map((slot) => slot[start] + slot[size])) - own[start] - own[size]
    return Math.min(highest, Math.max(lowest, by[start]))
  }
  return { x: axis === 'y' ? 0 : within('x', 'width'), y: axis === 'x' ? 0 : within('y', 'height') }
}

/** The place whose middle is nearest to that of what is dragged. */
export function nearestSlot(slots: readonly Slot[], from: number, by: Offset): number {
  const own = slots[from]
  if (!own) return from
  const middle = { x: own.x + own.width / 2 + by.x, y: own.y + own.height / 2 + by.y }
  const distances = slots.map(({ x, y, width, height }) =>
    Math.hypot(x + width / 2 - middle.x, y + height / 2 - middle.y),
  )
  return distances.indexOf(Math.min(...distances))
}

/** How far the item of a place is from where it belongs once another has gone from its own place to a new one. */
export function stepAside(slots: readonly Slot[], at: number, from: number, to: number): Offset {
  const next = at === from ? to : at > from && at <= to ? at - 1 : at < from && at >= to ? at + 1 : at
  const [is, will] = [slots[at], slots[next]]
  return is && will ? { x: will.x - is.x, y: will.y - is.y } : { x: 0, y: 0 }
}
