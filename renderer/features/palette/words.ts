/** A word of a name and where it begins. */
export interface Word {
  text: string
  at: number
}

/** The words of a name in lower case: what hyphens, dots, slashes and spaces separate. */
export function wordsOf(name: string): readonly Word[] {
  return Array.from(name.matchAll(/[^-_./:\s]+/g), (match) => ({ text: match[0], at: match.index }))
}

/** Where each letter of a term can be found in a text, one after the other. Cheap: it turns most names away. */
export function isScattered(text: string, term: string): boolean {
  let at = -1
  for (const letter of term) {
    at = text.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return true
}

/** How a term abbreviates a name. */
export interface Abbreviation {
  /** The index of the first word that is used. */
  first: number
  /** How many words between the used ones are left out. */
  gaps: number
  /** What of the name is used: `[from, to]`, sorted. */
  ranges: readonly [number, number][]
}

/**
 * Whether a term is made of beginnings of words, in their order: `kpa` and `kuprale` for `kube-prometheus-alertmanager`. The
 * closest reading is given: the fewest words left out, then the most words used, then the earliest.
 */
export function abbreviationOf(words: readonly Word[], term: string): Abbreviation | undefined {
  const known = new Map<number, Abbreviation | null>()
  /** The best reading of what is left of the term from `position`, its first word being `index`. */
  const from = (index: number, position: number): Abbreviation | null => {
    const key = index * (term.length + 1) + position
    const found = known.get(key)
    if (found !== undefined) return found
    const best = read(index, position)
    known.set(key, best)
    return best
  }
  const read = (index: number, position: number): Abbreviation | null => {
    const word = words[index]
    if (!word) return null
    let best: Abbreviation | null = null
    const most = sharedStart(word.text, term, position)
    for (let taken = most; taken > 0; taken -= 1) {
      const own: [number, number] = [word.at, word.at + taken]
      if (position + taken === term.length) return { first: index, gaps: 0, ranges: [own] }
      for (let next = index + 1; next < words.length; next += 1) {
        const rest = from(next, position + taken)
        if (!rest) continue
        const gaps = rest.gaps + next - index - 1
        const reading = { first: index, gaps, ranges: [own, ...rest.ranges] }
        if (!best || isCloser(reading, best)) best = reading
      }
    }
    return best
  }
  let best: Abbreviation | null = null
  for (let index = 0; index < words.length; index += 1) {
    const one = from(index, 0)
    if (one && (!best || isCloser(one, best))) best = one
  }
  return best ?? undefined
}

function isCloser(one: Abbreviation, other: Abbreviation): boolean {
  return one.gaps === other.gaps ? one.ranges.length > other.ranges.length : one.gaps < other.gaps
}

function sharedStart(word: string, term: string, position: number): number {
  let count = 0
  while (position + count < term.length && word[count] === term[position + count]) count += 1
  return count
}
