/**
 * Other people's words for a line of ours: without what breaks lines, moves a terminal, turns the direction of writing, or
 * cannot be seen; except for the two joiners, which some scripts and emoji need.
 */
export function plainText(text: string): string {
  return text
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}
