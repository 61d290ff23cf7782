/** One thing that is measured; each has a file of its own beside this one, and a line in main.ts. */
export interface Measurement {
  /** Names it on the command line and in the JSON. */
  readonly name: string
  run(options: MeasurementOptions): Promise<readonly Result[]>
}

export interface MeasurementOptions {
  /** How often everything is measured; medians count. */
  readonly rounds: number
  /** How long one load lasts, seconds. */
  readonly seconds: number
  /** A line for stderr about what is being done. */
  readonly progress: (line: string) => void
}

/** Figures of several subjects under the same circumstances. */
export interface Result {
  /** Under which circumstances. */
  readonly title: string
  /** The figures' names and units, in order. */
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** What was used to measure, and what was left out. */
  readonly notes: readonly string[]
}

export interface Row {
  readonly subject: string
  /** Undefined or NaN (null in JSON) where there is nothing to measure. */
  readonly figures: readonly (number | undefined)[]
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** A result as a table for a terminal. */
export function formatResult({ title, columns, rows, notes }: Result): string {
  const cells = [['', ...columns], ...rows.map(({ subject, figures }) => [subject, ...figures.map(formatFigure)])]
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length))) ?? []
  const lines = cells.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  )
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`), ...notes.map((note) => `  ${note}`)].join('\n')
}

/** Three significant digits, and no exponent. */
function formatFigure(figure: number | undefined): string {
  if (figure === undefined || Number.isNaN(figure)) return '–'
  return figure >= 100 ? String(Math.round(figure)) : String(Number(figure.toPrecision(3)))
}
