import { Fragment } from 'react'
import { fuzzyRanges } from './fuzzy.ts'
import styles from './highlight.module.css'

/** Where the terms occur in a text, as sorted pairs that do not overlap. A name may also match in spite of a typo. */
export function matchRanges(text: string, terms: readonly string[], typos = false): readonly [number, number][] {
  const lower = text.toLowerCase()
  const found: [number, number][] = []
  for (const term of terms) {
    const at = lower.indexOf(term)
    if (at >= 0) found.push([at, at + term.length])
    else if (typos) {
      const ranges = fuzzyRanges(lower, term)
      for (let i = 0; i + 1 < ranges.length; i += 2) found.push([ranges[i] ?? 0, ranges[i + 1] ?? 0])
    }
  }
  found.sort(([a], [b]) => a - b)
  const merged: [number, number][] = []
  for (const [from, to] of found) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** A text with parts of it marked: sorted ranges, none within another. */
export function Marked({ text, ranges }: { text: string; ranges: readonly [number, number][] }) {
  if (ranges.length === 0) return text
  return (
    <>
      {ranges.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(index === 0 ? 0 : ranges[index - 1]?.[1], from)}
          <mark className={styles['mark']}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(ranges.at(-1)?.[1])}
    </>
  )
}
