import { isService, type Line, lineId } from './list-lines.ts'

/** In pixels; the CSS of rows and sections says the same. */
const rowHeight = 34
const sectionHeight = 32
export const columnsHeight = 28

function heightOf(line: Line | undefined): number {
  return line === undefined || isService(line) ? rowHeight : sectionHeight
}

const headings = new WeakMap<readonly Line[], readonly number[]>()

/**
 * The indexes of the lines that are lower than a row. There are few, so that every other place is one multiplication; and
 * each says how many Services follow it, so that nobody looks at those: for a list that is new at every key it would show.
 */
function headingsOf(lines: readonly Line[]): readonly number[] {
  const known = headings.get(lines)
  if (known) return known
  const found: number[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined || isService(line)) continue
    if (heightOf(line) !== rowHeight) found.push(index)
    index += line.count
  }
  headings.set(lines, found)
  return found
}

/** How far from the top of the list a line begins, by its index; that of the line after the last is the list's height. */
export function offsetOf(lines: readonly Line[], index: number): number {
  const found = headingsOf(lines)
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((found[middle] ?? 0) < index) low = middle + 1
    else high = middle
  }
  return index * rowHeight - low * (rowHeight - sectionHeight)
}

/** The index of the line at a distance from the top; beyond the last, their number. */
export function indexAt(lines: readonly Line[], distance: number): number {
  // The headings above move it down by less than their own number.
  let index = Math.min(lines.length, Math.max(0, Math.floor(distance / rowHeight)))
  while (index < lines.length && offsetOf(lines, index + 1) <= distance) index++
  return index
}

/** The index of a line by its id, looked for from `near` on both ways; -1 when it is not in the list. */
export function indexOf(lines: readonly Line[], id: string, near: number): number {
  for (let away = 0; away <= Math.max(near, lines.length - near); away++) {
    for (const index of [near + away, near - away]) {
      const line = lines[index]
      if (line && lineId(line) === id) return index
    }
  }
  return -1
}

/** How many rows fill a height. */
export const rowsIn = (height: number): number => Math.ceil(height / rowHeight)
