/**
 * A text as a POSIX shell takes it for one word, whatever is in it: but for what a terminal takes for keys, by which a paste
 * would end and the rest be typed.
 */
export function shellWord(text: string): string {
  const word = text.replace(/\p{Cc}/gu, '')
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
