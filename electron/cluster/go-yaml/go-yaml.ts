import { atOnce, type Steps } from '../in-turns.ts'
import { compose } from './compose.ts'
import { Reading } from './go-values.ts'

/** What go-yaml 2 would not read, and where. */
export class YamlProblem extends Error {
  readonly line: number
  readonly column: number

  constructor(message: string, text: string, offset: number) {
    super(message)
    const before = text.slice(0, offset).split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    this.line = before.length
    this.column = (before.at(-1) ?? '').length + 1
  }
}

export interface GoYaml {
  value: unknown
  /** A problem with the value at a path, or with what is nearest above it where it is missing. */
  problemAt: (path: readonly PropertyKey[], message: string) => YamlProblem
}

/**
 * Reads a text as kubectl does, which is as go-yaml 2 and sigs.k8s.io/yaml do: YAML 1.1, the first document alone, the last of
 * a key that stands twice, a merge (`<<`) over what stands before it, keys as words. Throws a {@link YamlProblem}.
 *
 * A reader of our own, as those of npm read YAML 1.2 and are at odds with kubectl about what a file says, and about which
 * files can be read at all.
 */
export function readGoYaml(text: string): GoYaml {
  return atOnce(goYamlSteps(text))
}

/** {@link readGoYaml}, for who has more to do than to read a large text. */
export function* goYamlSteps(text: string): Steps<GoYaml> {
  const problem = (offset: number, message: string): YamlProblem => new YamlProblem(message, text, offset)
  for (let at = 0; at < text.length; at += searchedInStep) {
    const found = text.slice(at, at + searchedInStep).search(notText)
    if (found !== -1) throw problem(at + found, 'a sign that is no text stands here, where kubectl allows none.')
    yield
  }
  const root = yield* compose(text, problem)
  const value = yield* new Reading(problem).read(root)
  const problemAt = (path: readonly PropertyKey[], message: string): YamlProblem => {
    // Read again, as who has no problem needs no places.
    const places = new Map<unknown, Map<PropertyKey, number>>()
    let [found, at] = [atOnce(new Reading(problem, places).read(root)), root.at]
    for (const key of path) {
      const place = places.get(found)?.get(key)
      if (place === undefined) break
      at = place
      found = (found as Record<PropertyKey, unknown>)[key]
    }
    return problem(at, message)
  }
  return { value, problemAt }
}

/** So much of a text is searched in a step: about a millisecond. */
const searchedInStep = 500_000

/** What go-yaml takes for no text (`readerc.go`), and what UTF-8 was not read as. Halves of a pair are text: no decoder makes single ones. */
const notText = /[^\t\n\r -~\u0085\u00a0-\ufffc\ufffe]/
