import type { ServiceRow } from '../../../shared/service.ts'
import { searchText } from './search-text.ts'

/** The label by which a row was found when nothing else on it explains a term; undefined when everything is plain to see. */
export function matchedLabel(row: ServiceRow, terms: readonly string[]): string | undefined {
  if (terms.length === 0) return undefined
  const { name, title, words } = searchText(row)
  const seen = [name, title, ...words]
  const unexplained = terms.find((term) => !seen.some((text) => text.includes(term)))
  if (unexplained === undefined) return undefined
  return row.labels.split(' ').find((label) => label.toLowerCase().includes(unexplained))
}

/** Whether a term is nowhere on a row as it was typed, so that only a typo explains the match. */
export function matchedByTypo(row: ServiceRow, terms: readonly string[]): boolean {
  return terms.some((term) => !searchText(row).all.includes(term))
}
