import type { CSSProperties } from 'react'

/** Where a line stands: how far (px) from the top of the list, and whether the list is scrolled away from its first line. */
export interface LinePlace {
  top: number
  scrolled: boolean
}

/**
 * As a style. At the beginning of the list, where one types, without a transform: each costs a fifth of what it is to draw
 * the lines anew. Once it is scrolled with one: then what was drawn of the lines that stay is kept as others come and go.
 */
export const placeStyle = ({ top, scrolled }: LinePlace): CSSProperties =>
  scrolled ? { transform: `translateY(${top}px)` } : { top }
