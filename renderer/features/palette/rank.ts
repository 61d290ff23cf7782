import { abbreviationOf, isScattered, type Word, wordsOf } from './words.ts'

/** What a line of the palette is found by. All in lower case. */
export interface Findable {
  name: string
  /** What tells it from another one of the same name, such as its namespace and its cluster. */
  places: readonly string[]
  /** What else finds it: other names, ports, labels. */
  more: string
  words: readonly Word[]
  /** The words of the name, then those of its places. */
  allWords: readonly Word[]
  /** The words of the name, then the first and the last one of a place of many words: `eu` and `dev` of `eu-shop-dev`. */
  endWords: readonly Word[] | null
  /** Letters strewn over the name find it: not so where the name is a sentence, which has all of them somewhere. */
  strewn: boolean
}

export function findable(name: string, places: readonly string[] = [], more = '', strewn = true): Findable {
  const lower = name.toLowerCase()
  const lowerPlaces = places.map((place) => place.toLowerCase())
  const words = wordsOf(lower)
  const allWords = [...words, ...lowerPlaces.flatMap((place) => wordsOf(place))]
  const [first, ...others] = wordsOf(lowerPlaces[0] ?? '')
  const last = others.length > 1 ? others.at(-1) : undefined
  const endWords = first && last ? [...words, first, last] : null
  return { name: lower, places: lowerPlaces, more: more.toLowerCase(), words, allWords, endWords, strewn }
}

/** Nothing matches. */
export const noRank = -1

// How well a term matches a name; lower is better.
const exact = 0
const start = 1
/** Beginnings of words that follow one another, from the first: `argse` for argo-server. */
const initials = 2
const wordStart = 3
/** Beginnings of words with others left out. */
const someInitials = 4
/** Beginnings of words that go on into the places: `gm` for grafana in monitoring. */
const across = 4.4
const laterInitials = 4.5
const inside = 6
const acrossWithGaps = 7
const place = 8
const elsewhere = 9
const scattered = 11
/** A term that is looked for in what a line does not show has at least as many letters. */
const fewest = 3
/** Of two readings the one with a letter a word is what was meant. */
const perWord = 0.01
/** A place that tells one name from its namesakes counts less than the name does. */
const perPlace = 0.1

function rankInName({ name, words, strewn }: Pick<Findable, 'name' | 'words' | 'strewn'>, term: string): number {
  if (name.startsWith(term)) return name.length === term.length ? exact : start
  if (!isScattered(name, term)) return noRank
  const abbreviation = abbreviationOf(words, term)
  if (abbreviation) {
    const { first, gaps, ranges } = abbreviation
    if (gaps === 0 && first === 0) return initials - perWord * Math.min(ranges.length, 9)
    if (gaps === 0 && ranges.length === 1) return wordStart
    return (first === 0 ? someInitials : laterInitials) + Math.min(gaps, 7) / 20
  }
  if (name.includes(term)) return inside
  return strewn ? scattered : noRank
}

function rankOfTerm(text: Findable, term: string): { rank: number; inName: boolean } {
  const inName = rankInName(text, term)
  if (inName !== noRank && inName < across) return { rank: inName, inName: true }
  let nearest = noRank
  for (const [index, name] of text.places.entries()) {
    const rank = name.startsWith(term) ? (name === term ? exact : start) : rankInPlace(name, term)
    // The first place is the closest one: a namespace before a cluster.
    if (rank !== noRank && (nearest === noRank || rank + index * 0.2 < nearest)) nearest = rank + index * 0.2
  }
  if (nearest !== noRank && (inName === noRank || inName > inside)) return { rank: nearest, inName: false }
  const crossing = rankAcross(text, term)
  if (crossing !== noRank && (inName === noRank || crossing < inName)) return { rank: crossing, inName: true }
  if (inName !== noRank && inName <= inside) return { rank: inName, inName: true }
  // Two letters are in some label of every Service.
  const isElsewhere = term.length >= fewest && text.more.includes(term)
  return { rank: isElsewhere ? elsewhere : inName, inName: true }
}

function rankAcross({ words, allWords, endWords }: Findable, term: string): number {
  const ends = endWords && abbreviationOf(endWords, term)
  // As if it had a letter more: the last word of a place is what tells it from those that are called alike.
  if (ends?.gaps === 0 && ends.first === 0 && ends.ranges.length > words.length + 1)
    return across - perWord * (Math.min(ends.ranges.length, 9) + 0.5)
  const all = abbreviationOf(allWords, term)
  if (!all || all.first >= words.length) return noRank
  if (all.gaps === 0 && all.first === 0) return across - perWord * Math.min(all.ranges.length, 9)
  return acrossWithGaps + Math.min(all.gaps, 9) / 10
}

function rankInPlace(name: string, term: string): number {
  if (!isScattered(name, term)) return noRank
  const rank = rankInName({ name, words: wordsOf(name), strewn: true }, term)
  return rank > inside ? noRank : rank
}

/**
 * How well a text matches the terms of a query, all of which must; lower is better. The name decides; a place alone finds
 * too, but beside a term that matches the name it only tells namesakes apart. `noRank` when it does not match.
 */
export function rankOf(text: Findable, terms: readonly string[]): number {
  let names = 0
  let places = 0
  let named = false
  for (const term of terms) {
    const { rank, inName } = rankOfTerm(text, term)
    if (rank === noRank) return noRank
    if (inName) names += rank
    else places += rank
    named ||= inName
  }
  return named ? names + places * perPlace : place + places * perPlace
}

export type Ranges = readonly [from: number, to: number][]

/** What of a name, and of the place beside it, matches the terms: sorted, none within another. */
export function rangesOf(name: string, place: string, terms: readonly string[]): { name: Ranges; place: Ranges } {
  const named = textOf(name)
  const placed = textOf(place)
  const found = terms.map((term) => {
    const whole = wholeRanges(named, term)
    if (whole.length > 0) return { name: whole, place: [] }
    const there = wholeRanges(placed, term)
    return there.length > 0 ? { name: [], place: there } : acrossRanges(named, placed, term)
  })
  return { name: merged(found.flatMap((one) => one.name)), place: merged(found.flatMap((one) => one.place)) }
}

const textOf = (text: string) => ({ lower: text.toLowerCase(), words: wordsOf(text.toLowerCase()) })
type Text = ReturnType<typeof textOf>

function wholeRanges({ lower, words }: Text, term: string): Ranges {
  if (lower.startsWith(term)) return [[0, term.length]]
  const abbreviation = abbreviationOf(words, term)
  if (abbreviation) return abbreviation.ranges
  const at = lower.indexOf(term)
  return at < 0 ? [] : [[at, at + term.length]]
}

/** The part of the term that abbreviates the name, where the rest of it is about the place. */
function acrossRanges(name: Text, place: Text, term: string): { name: Ranges; place: Ranges } {
  for (let length = term.length - 1; length > 0; length -= 1) {
    const part = abbreviationOf(name.words, term.slice(0, length))
    const rest = part?.first === 0 ? abbreviationOf(place.words, term.slice(length)) : undefined
    if (part && rest) return { name: part.ranges, place: rest.ranges }
  }
  return { name: [], place: [] }
}

function merged(ranges: readonly (readonly [number, number])[]): Ranges {
  const all: [number, number][] = []
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all
}

/** A candidate for the list: what it is found by, and how it stands against others that match as well. */
export interface Candidate {
  text: Findable
  /** 0 for what was used last, 1 for the one before; Infinity for what was not used lately. */
  recency: number
  /** Added to the rank: commands stand behind Services that match as well. */
  handicap: number
}

/** Something that was used lately gets ahead of what matches this much better. */
const recentLead = 1.5

/** The candidates that match, best first: by rank, then those used lately, then the shorter name, then as they came. */
export function rank<T extends Candidate>(candidates: readonly T[], terms: readonly string[], most: number): T[] {
  const found: { candidate: T; rank: number }[] = []
  for (const candidate of candidates) {
    const own = rankOf(candidate.text, terms)
    if (own === noRank) continue
    const lead = candidate.recency === Infinity ? 0 : recentLead
    found.push({ candidate, rank: own + candidate.handicap - lead })
  }
  found.sort((a, b) => a.rank - b.rank || compareUse(a.candidate, b.candidate) || length(a) - length(b))
  return found.slice(0, most).map(({ candidate }) => candidate)
}

const compareUse = (a: Candidate, b: Candidate): number => (a.recency === b.recency ? 0 : a.recency - b.recency)
const length = ({ candidate }: { candidate: Candidate }): number => candidate.text.name.length
