/** The word that was meant by another: one letter more, less or other, or two in each other's place. Undefined where none is. */
export function meant<W extends string>(typed: string, words: readonly W[]): W | undefined {
  return typed.length < 3 ? undefined : words.find((word) => isOneSlip(typed, word))
}

function isOneSlip(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  let before = 0
  while (before < shorter && a[before] === b[before]) before++
  let after = 0
  while (after < shorter - before && a.at(-1 - after) === b.at(-1 - after)) after++
  const [x, y] = [a.slice(before, a.length - after), b.slice(before, b.length - after)]
  return Math.max(x.length, y.length) === 1 || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0])
}
