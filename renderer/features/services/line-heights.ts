import { isService, type Line, lineId } from './list-lines.ts'

/** In pixels; the CSS of rows and sections says the same. */
const rowHeight = 34
const sectionHeight = 32
export const columnsHeight = 28

export function heightOf(line: Line | undefined): number {
  return line === undefined || isService(line) || line.section === 'no-cluster-services' ? rowHeight : sectionHeight
}

/** How far from the top of the list a line begins; undefined when it is not in it. */
export function offsetOf(lines: readonly Line[], id: string): number | undefined {
  let top = 0
  for (const line of lines) {
    if (lineId(line) === id) return top
    top += heightOf(line)
  }
  return undefined
}

/** The line at a distance from the top. */
export function lineAt(lines: readonly Line[], distance: number): Line | undefined {
  let top = 0
  for (const line of lines) {
    top += heightOf(line)
    if (top > distance) return line
  }
  return undefined
}
