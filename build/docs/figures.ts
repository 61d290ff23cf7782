import type { Result } from '../bench/measurement.ts'

/** What `npm run bench -- --json` prints, as docs/figures.json keeps it. */
export interface Figures {
  readonly machine: Readonly<Record<string, unknown>>
  readonly results: Readonly<Record<string, readonly Result[]>>
}

const begin = '<!-- figures: made by `npm run docs` from docs/figures.json -->'
const end = '<!-- /figures -->'

/** A text with what stands between the marks of the figures made anew; undefined when it has no such marks. */
export function withFigures(text: string, figures: Figures | undefined): string | undefined {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) return undefined
  return `${text.slice(0, from)}${begin}\n\n${figuresText(figures)}\n${text.slice(to)}`
}

function figuresText(figures: Figures | undefined): string {
  if (figures === undefined)
    return 'No figures are kept yet: `npm run -s bench -- --json launch contexts proxy-ratios > docs/figures.json && npm run docs` measures and writes them here.\n'
  const { processor, cores, memoryGb, system, node, kubernetes } = figures.machine
  const tables = Object.values(figures.results).flat().map(table)
  const machine = [
    processor,
    `${String(cores)} cores`,
    `${String(memoryGb)} GB`,
    system,
    `Node ${String(node)}`,
    `Kubernetes ${String(kubernetes)}`,
  ]
  return `${tables.join('\n')}\nMeasured on ${machine.join(', ')}. How each figure is reproduced: [docs/measuring.md](docs/measuring.md).\n`
}

function table({ title, columns, rows }: Result): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line([title, ...columns]),
    line(['---', ...columns.map(() => '---:')]),
    ...rows.map(({ subject, figures }) => line([subject, ...figures.map(figureText)])),
    '',
  ].join('\n')
}

/** Three significant digits, and no exponent; JSON has null for what could not be measured. */
function figureText(figure: number | null | undefined): string {
  if (figure == null || Number.isNaN(figure)) return '–'
  return figure >= 100 ? String(Math.round(figure)) : String(Number(figure.toPrecision(3)))
}
