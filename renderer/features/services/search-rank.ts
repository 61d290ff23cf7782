import type { ServiceRow } from '../../../shared/service.ts'
import { blockSize, searchBlock, searchText, type SearchText } from './search-text.ts'

// How well one term matches a row; a row's rank is the sum over its terms, and lower is better.
const exact = 0
const prefix = 1
const wordStart = 2
const inside = 3
const word = 4
const elsewhere = 5
export const typo = 12
export const none = -1

const isWordChar = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57)

function rankInName(name: string, term: string): number {
  const at = name.indexOf(term)
  return at < 0 ? none : rankAt(name, at, 0, name.length - term.length)
}

/** How good a hit is in a name that begins at `start`; at `last` a term would end with it. */
function rankAt(text: string, at: number, start: number, last: number): number {
  if (at === start) return at === last ? exact : prefix
  return isWordChar(text.charCodeAt(at - 1)) ? inside : wordStart
}

/** How well a term matches one row. */
export function rankOf(text: SearchText, term: string): number {
  const name = rankInName(text.name, term)
  const title = text.title === '' ? none : rankInName(text.title, term)
  if (name !== none && (title === none || name <= title)) return name
  if (title !== none) return title
  if (!text.all.includes(term)) return none
  return text.words.includes(term) ? word : elsewhere
}

/**
 * How well a term matches each row of a list. The texts of many rows are searched as one, and after a hit goes on with the
 * next row, so that what does not match costs next to nothing: to ask row by row takes several times as long.
 */
export function ranksOf(rows: readonly ServiceRow[], term: string): Int16Array {
  const ranks = new Int16Array(rows.length).fill(none)
  for (let first = 0; first < rows.length; first += blockSize) rankBlock(ranks, rows, first, term)
  return ranks
}

/** Ranks the rows of the block that begins with `first`. */
function rankBlock(ranks: Int16Array, rows: readonly ServiceRow[], first: number, term: string): void {
  const { text, starts, nameEnds } = searchBlock(rows, first / blockSize)
  let at = text.indexOf(term)
  for (let index = 0; at >= 0 && index < nameEnds.length; index++) {
    const start = starts[index] ?? 0
    const end = starts[index + 1] ?? 0
    if (at >= end) continue
    const nameEnd = nameEnds[index] ?? -1
    const row = rows[first + index]
    if (nameEnd < 0 && row) ranks[first + index] = rankOf(searchText(row), term)
    else if (at < nameEnd) ranks[first + index] = rankAt(text, at, start, nameEnd - term.length)
    else ranks[first + index] = isField(text, term, at, end) ? word : elsewhere
    at = text.indexOf(term, end)
  }
}

/** Whether a term is a whole field of a row, from one of its hits on. */
function isField(text: string, term: string, hit: number, end: number): boolean {
  for (let at = hit; at >= 0 && at < end; at = text.indexOf(term, at + 1)) {
    if (text[at - 1] === '\n' && text[at + term.length] === '\n') return true
  }
  return false
}
