/** One rule broken on purpose: text of a source file, and what stands in its place. */
export interface Mutation {
  /** The rule in words, as it holds in the unmutated source. */
  readonly rule: string
  /** Stands exactly once in the file. */
  readonly find: string
  readonly put: string
}

/** The rules of one source file, and the tests of which one must fail when a rule is broken. Paths from the checkout. */
export interface MutatedFile {
  readonly file: string
  readonly tests: string
  readonly mutations: readonly Mutation[]
}

/**
 * The source with the rule broken.
 *
 * @throws Error when its text is not there, or more than once: the table has not kept up with the source
 */
export function applyMutation(source: string, { rule, find, put }: Mutation): string {
  const at = source.indexOf(find)
  if (find === '' || at === -1) throw new Error(`the text of "${rule}" is not in the source: ${find}`)
  if (source.includes(find, at + 1)) throw new Error(`the text of "${rule}" is in the source twice: ${find}`)
  return source.slice(0, at) + put + source.slice(at + find.length)
}

/** A rule for each of these words: the word is taken out of the list that it stands in, or put into another's place. */
export function forEachWord(
  words: readonly string[],
  mutation: (word: string) => Omit<Mutation, 'put'> & { put?: string },
): Mutation[] {
  return words.map((word) => ({ put: '', ...mutation(word) }))
}
