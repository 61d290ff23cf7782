/**
 * What happens on the way to a window one can use. The last step, rows on the screen, happens in the page, which marks
 * `porthole:rows` in its own timeline; both count from the epoch with `performance.timeOrigin + startTime`.
 */
export type Milestone = 'launch' | 'app-ready' | 'window-created' | 'page-asked' | 'ready-to-show' | 'core-ready'

/** Leaves a mark (`porthole:NAME`) that a benchmark reads with `performance.getEntriesByType('mark')`. */
export function reached(milestone: Milestone): void {
  performance.mark(`porthole:${milestone}`)
}
