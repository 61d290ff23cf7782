import type { ServiceRow } from '../../../shared/service.ts'
import { fuzzyMatches } from './fuzzy.ts'
import { type SearchText, searchTexts, termsOf } from './search-text.ts'

// How well one term matches a row; a row's rank is the sum over its terms, and lower is better.
const exact = 0
const prefix = 1
const wordStart = 2
const inside = 3
const word = 4
const elsewhere = 5
const typo = 12
const none = -1

/** With as many plain matches as this, nobody looks for a typo, and looking would cost the keystroke time. */
const enough = 50

const isWordChar = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57)

function rankInName(name: string, term: string): number {
  const at = name.indexOf(term)
  if (at < 0) return none
  if (at === 0) return name.length === term.length ? exact : prefix
  return isWordChar(name.charCodeAt(at - 1)) ? inside : wordStart
}

function rankOf(text: SearchText, term: string): number {
  const name = rankInName(text.name, term)
  const title = text.title === '' ? none : rankInName(text.title, term)
  if (name !== none && (title === none || name <= title)) return name
  if (title !== none) return title
  if (!text.all.includes(term)) return none
  return text.words.includes(term) ? word : elsewhere
}

function plainRank(text: SearchText, terms: readonly string[]): number {
  let sum = 0
  for (const term of terms) {
    const rank = rankOf(text, term)
    if (rank === none) return none
    sum += rank
  }
  return sum
}

/**
 * The rows that match every term of a query, best first: names that equal it, begin with it, contain it; then other
 * fields; then, when there are few of those, names within one typo of it. Equal matches keep their order.
 */
export function search(rows: readonly ServiceRow[], query: string): readonly ServiceRow[] {
  const terms = termsOf(query)
  if (terms.length === 0) return rows
  const texts = searchTexts(rows)
  const buckets: ServiceRow[][] = []
  const put = (index: number, rank: number) => {
    const row = rows[index]
    if (row) (buckets[rank] ??= []).push(row)
  }
  const hits: number[] = []
  const consider = (index: number) => {
    const text = texts[index]
    const rank = text ? plainRank(text, terms) : none
    if (rank === none) return
    hits.push(index)
    put(index, rank)
  }
  const last = searched.get(rows)
  const before = last && narrows(terms, last.terms) ? last.hits : undefined
  if (before) for (const index of before) consider(index)
  else for (let index = 0; index < rows.length; index++) consider(index)
  searched.set(rows, { terms, hits })
  if (hits.length < enough) {
    const plain = new Set(hits)
    const missed = [...rows.keys()].filter((index) => !plain.has(index))
    for (const [index, rank] of typoRanks(texts, missed, terms)) put(index, rank)
  }
  const found: ServiceRow[] = []
  return found.concat(...buckets.filter(Boolean))
}

/** The last search of a list: which of its rows, by their indexes, matched plainly. */
const searched = new WeakMap<
  readonly ServiceRow[],
  { readonly terms: readonly string[]; readonly hits: readonly number[] }
>()

/** Whether what matches `terms` plainly also matched `before`: as one types on, only those need be looked at. */
const narrows = (terms: readonly string[], before: readonly string[]) =>
  before.every((old) => terms.some((term) => term.includes(old)))

/** The rows among `missed` that match when a typo in the name is forgiven, with their ranks; the closest first. */
function typoRanks(
  texts: readonly SearchText[],
  missed: readonly number[],
  terms: readonly string[],
): readonly [index: number, rank: number][] {
  const names = missed.map((index) => texts[index]?.name ?? '')
  const near = terms.map((term) => fuzzyMatches(names, term))
  const sets = near.map((hits) => new Set(hits))
  const candidates = near.length === 1 ? (near[0] ?? []) : [...new Set(near.flat())].sort((a, b) => a - b)
  const ranked: [number, number][] = []
  for (const at of candidates) {
    const index = missed[at]
    const text = index === undefined ? undefined : texts[index]
    if (index === undefined || !text) continue
    const ranks = terms.map((term, which) => {
      const plain = rankOf(text, term)
      return plain === none && sets[which]?.has(at) ? typo : plain
    })
    if (!ranks.includes(none)) ranked.push([index, ranks.reduce((sum, rank) => sum + rank, 0)])
  }
  return ranked
}
