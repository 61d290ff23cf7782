import { create } from 'zustand'

/** How much of the room the left page may have, in per cent. */
export const leastShare = 30
export const mostShare = 70
export const evenShare = 50

/** The left page's share of the room, in per cent; the upper one's where the pages stand one above the other. */
export const useSplit = create<{ share: number }>()(() => ({ share: evenShare }))

export function divide(share: number): void {
  useSplit.setState({ share: Math.min(mostShare, Math.max(leastShare, Math.round(share * 10) / 10)) })
}
