import {
  Composer,
  isCollection,
  Lexer,
  LineCounter,
  Parser,
  visit,
  type CST,
  type Document,
  type ParsedNode,
  type YAMLError,
} from 'yaml'
import { atOnce, type Steps } from '../in-turns.ts'
import { Reading, type Problem } from './go-values.ts'

/** What go-yaml 2 would not read, and where. */
export class YamlProblem extends Error {
  readonly line: number
  readonly column: number

  constructor(message: string, { line, col }: { line: number; col: number }) {
    super(message)
    this.line = line
    this.column = col
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
 */
export function readGoYaml(text: string): GoYaml {
  return atOnce(goYamlSteps(text))
}

/** {@link readGoYaml}, for who has more to do than to read a large text. */
export function* goYamlSteps(text: string): Steps<GoYaml> {
  const lines = new LineCounter()
  const problem = (offset: number, message: string): YamlProblem => new YamlProblem(message, lines.linePos(offset))
  const control = text.search(notText)
  const document = yield* parse(text, lines, problem)
  if (control !== -1) throw problem(control, 'a sign that is no text stands here, where kubectl allows none.')
  yield
  const value = new Reading(document.contents, problem).value
  yield
  const problemAt = (path: readonly PropertyKey[], message: string): YamlProblem => {
    // Read again, as who has no problem needs no places.
    const places = new Reading(document.contents, problem, new Map())
    return problem(places.offsetOf(path), message)
  }
  return { value, problemAt }
}

/** What go-yaml takes for no text (`readerc.go`), and what UTF-8 was not read as. */
const notText = /[^\t\n\r -~\u0085\u00a0-\ufffc\ufffe\u{10000}-\u{10ffff}]/u

function* parse(text: string, lines: LineCounter, problem: Problem): Steps<Document.Parsed> {
  // A carriage return is a line's end by itself.
  let source = text.replace(/\r(?!\n)/g, '\n')
  let document = yield* firstDocument(source, lines)
  for (let left = 50; left > 0; left--) {
    const indented = indentQuoted(source, document)
    if (indented === undefined) break
    source = indented
    document = yield* firstDocument(source, lines)
  }
  const error = document.errors.find((one) => !isForgiven(one, source, document))
  if (error) throw problem(error.pos[0], error.message)
  const { explicit, version } = document.directives.yaml
  if (explicit === true && version !== '1.1')
    throw problem(0, `kubectl reads YAML 1.1, and this says that it is ${version}.`)
  return document
}

/** So many words of the text are read in a step: about a millisecond. */
const wordsInStep = 500

/** The library's `parseDocument`, in steps: to find its words takes most of the time. */
function* firstDocument(source: string, lines: LineCounter): Steps<Document.Parsed> {
  lines.lineStarts = [0]
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  let words = 0
  for (const word of new Lexer().lex(source)) {
    for (const token of parser.next(word)) tokens.push(token)
    if (++words % wordsInStep === 0) yield
  }
  for (const token of parser.end()) tokens.push(token)
  yield
  // Words alone: what they mean is decided by other rules than the library's.
  const asWords = { version: '1.1', schema: 'failsafe', resolveKnownTags: false } as const
  const documents = new Composer<ParsedNode>({ ...asWords, uniqueKeys: false }).compose(tokens, true, source.length)
  for (const document of documents) return document
  throw new Error('a text without a document')
}

/** What follows the first document is not looked at; one in brackets ends with them, the others at `...`. */
function isForgiven({ message, pos: [at] }: YAMLError, source: string, { contents }: Document.Parsed): boolean {
  if (message.startsWith('Comments must be separated')) return true
  const end = contents?.range[1] ?? 0
  if (at < end) return false
  return (isCollection(contents) && contents.flow === true) || /^\.\.\.\s/m.test(source.slice(end, at))
}

/**
 * go-yaml lets the lines of a quoted word begin anywhere, the library to the right of its key. Indents the word that could
 * not be read for that, which changes neither its value nor the number of a line; undefined where there is none.
 */
function indentQuoted(source: string, document: Document.Parsed): string | undefined {
  const open = document.errors.find(({ code, message }) => code === 'MISSING_CHAR' && message.includes('quote'))
  if (!open) return undefined
  let from: number | undefined
  visit(document, {
    Scalar: (_key, { range, type }) => {
      if (range?.[1] !== open.pos[0] || !type?.startsWith('QUOTE')) return undefined
      from = range[0]
      return visit.BREAK
    },
  })
  const [word] = (from !== undefined && quoted.exec(source.slice(from))) || []
  if (from === undefined || word === undefined) return undefined
  const column = from - source.lastIndexOf('\n', from)
  const indented = word.replace(/\n[ \t]*(?=[^\s])/g, `\n${' '.repeat(column)}`)
  return indented === word ? undefined : source.slice(0, from) + indented + source.slice(from + word.length)
}

const quoted = /^(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*')/
