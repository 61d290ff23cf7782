import { isService, type Line } from './list-lines.ts'

/** The line that counts as selected: the chosen one while it is in the list, else the best match of a search. */
export function selectedIndex(lines: readonly Line[], selected: string | null, searching: boolean): number {
  const at = selected === null ? -1 : lines.findIndex((line) => isService(line) && line.key === selected)
  return at >= 0 || !searching ? at : lines.findIndex(isService)
}

/** The key of the Service that is `by` Services away, stopping at the ends; from nowhere, the first or the last. */
export function moveSelection(lines: readonly Line[], from: number, by: number): string | null {
  const step = by < 0 ? -1 : 1
  const start = lines[from]
  let reached = isService(start) ? start.key : null
  let left = Math.abs(by)
  for (let at = from < 0 && step < 0 ? lines.length - 1 : from + step; left > 0; at += step) {
    const line = lines[at]
    if (!line) break
    if (!isService(line)) continue
    reached = line.key
    left -= 1
  }
  return reached
}
