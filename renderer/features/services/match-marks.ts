import { type RefObject, useLayoutEffect } from 'react'
import { matchRanges } from './highlight.tsx'

/** Of the CSS, which says how what matched looks. */
const name = 'match'

/**
 * Marks what matched the search in the texts of a list. Not by elements: with ranges beside the document a key that is
 * typed changes nothing in the rows that stay, so they are neither rendered nor laid out again. An element whose text
 * counts has the attribute `data-match`; its value is `typos` where a typo is forgiven.
 */
export function useMatchMarks(list: RefObject<HTMLElement | null>, terms: readonly string[]): void {
  // After every rendering of the list, since each may have brought other texts.
  useLayoutEffect(() => {
    // The document of the unit tests has none.
    if (!('highlights' in CSS)) return
    const ranges = terms.length === 0 || !list.current ? [] : matchedIn(list.current, terms)
    if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges.map((range) => new StaticRange(range))))
    else CSS.highlights.delete(name)
  })
}

/** Where the terms occur in the texts below an element. */
export function matchedIn(list: HTMLElement, terms: readonly string[]): readonly StaticRangeInit[] {
  const found: StaticRangeInit[] = []
  for (const element of list.querySelectorAll<HTMLElement>('[data-match]')) {
    const text = element.firstChild
    if (!(text instanceof Text)) continue
    for (const [startOffset, endOffset] of matchRanges(text.data, terms, element.dataset['match'] === 'typos'))
      found.push({ startContainer: text, startOffset, endContainer: text, endOffset })
  }
  return found
}
