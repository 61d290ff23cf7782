import type { ServiceRow } from '../../../shared/service.ts'
import { fuzzyMatches } from './fuzzy.ts'
import { none, rankOf, ranksOf, typo } from './search-rank.ts'
import { searchText, termsOf } from './search-text.ts'

/** With as many plain matches as this, nobody looks for a typo, and looking would cost the keystroke time. */
const enough = 50

/**
 * The rows that match every term of a query, best first: names that equal it, begin with it, contain it; then other
 * fields; then, when there are few of those, names within one typo of it. Equal matches keep their order.
 */
export function search(rows: readonly ServiceRow[], query: string): readonly ServiceRow[] {
  const terms = termsOf(query)
  if (terms.length === 0) return rows
  const ranks = sumOf(terms.map((term) => ranksOf(rows, term)))
  const buckets: ServiceRow[][] = []
  const missed: number[] = []
  for (const [index, row] of rows.entries()) {
    const rank = ranks[index] ?? none
    if (rank === none) missed.push(index)
    else (buckets[rank] ??= []).push(row)
  }
  if (rows.length - missed.length < enough) {
    for (const [index, rank] of typoRanks(rows, missed, terms)) {
      const row = rows[index]
      if (row) (buckets[rank] ??= []).push(row)
    }
  }
  const found: ServiceRow[] = []
  return found.concat(...buckets.filter(Boolean))
}

/** What a row's ranks for all terms come to. */
function sumOf([first = new Int16Array(), ...others]: readonly Int16Array[]): Int16Array {
  return first.map((rank, index) => {
    let sum = rank
    for (const ranks of others) {
      const other = ranks[index] ?? none
      sum = sum === none || other === none ? none : sum + other
    }
    return sum
  })
}

/** The rows among `missed` that match when a typo in the name is forgiven, with their ranks; the closest first. */
function typoRanks(
  rows: readonly ServiceRow[],
  missed: readonly number[],
  terms: readonly string[],
): readonly [index: number, rank: number][] {
  const names = missed.map((index) => rows[index]?.name.toLowerCase() ?? '')
  const near = terms.map((term) => fuzzyMatches(names, term))
  const sets = near.map((hits) => new Set(hits))
  const candidates = near.length === 1 ? (near[0] ?? []) : [...new Set(near.flat())].sort((a, b) => a - b)
  const ranked: [number, number][] = []
  for (const at of candidates) {
    const index = missed[at]
    const row = index === undefined ? undefined : rows[index]
    if (index === undefined || !row) continue
    const text = searchText(row)
    const ranks = terms.map((term, which) => {
      const plain = rankOf(text, term)
      return plain === none && sets[which]?.has(at) ? typo : plain
    })
    if (!ranks.includes(none)) ranked.push([index, ranks.reduce((sum, rank) => sum + rank, 0)])
  }
  return ranked
}
