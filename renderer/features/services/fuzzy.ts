import UFuzzy from '@leeoniya/ufuzzy'

/** Above this many hits their order by closeness no longer matters, and would cost time. */
const mostRanked = 500

// One slip in a term: a letter more, less, swapped or wrong; never the first, as people get that one right. The library
// is stricter by itself with short terms and numbers.
// A name's hyphens are letters like any other: `grafana-a` is one term, not two of which each may have its slip.
const singleError = { intraMode: 1, interSplit: '\\s+', intraChars: '[a-z\\d-]' }
const fuzzy = new UFuzzy(singleError)

/** The library puts a term into a pattern as it is and takes a leading `-` for *not*: only what names are made of passes. */
const plain = (term: string) => term.replace(/[^a-z\d-]/g, '').replace(/^-+/, '')

/**
 * Which of the names come within one typo of a term, the closest first.
 *
 * @returns indexes into `names`
 */
export function fuzzyMatches(names: readonly string[], term: string): readonly number[] {
  const needle = plain(term)
  if (needle.length < 3) return []
  // The library only reads the haystack, but its types don't say so.
  const haystack = names as string[]
  const hits = fuzzy.filter(haystack, needle) ?? []
  if (hits.length === 0 || hits.length > mostRanked) return hits
  const info = fuzzy.info(hits, haystack, needle)
  return fuzzy.sort(info, haystack, needle).map((at) => info.idx[at] ?? 0)
}

/** Where a term matches a name in spite of a typo, as `[from, to, from, to, …]`; empty when it does not. */
export function fuzzyRanges(name: string, term: string): readonly number[] {
  if (fuzzyMatches([name], term).length === 0) return []
  return fuzzy.info([0], [name], plain(term)).ranges[0] ?? []
}
