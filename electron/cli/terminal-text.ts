/**
 * Text as a terminal may have it: what would move it, colour it, turn the direction of writing or hide something stands there to
 * be read, as the escape that JSON has for it; so JSON stays the same value. Names and messages come from servers.
 */
export function terminalText(text: string): string {
  return text.replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${hex(found.charCodeAt(at))}`).join(''),
  )
}

const hex = (unit: number): string => unit.toString(16).padStart(4, '0')
