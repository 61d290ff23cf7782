import type { Steps } from '../in-turns.ts'
import type { Problem } from './cursor.ts'
import { Scanner, type Token } from './scanner.ts'

/** A value as it is written. */
export type YamlNode = { at: number; tag?: string } & (
  | { kind: 'scalar'; text: string; plain: boolean }
  | { kind: 'list'; items: YamlNode[] }
  | { kind: 'map'; pairs: [YamlNode, YamlNode][] }
  | { kind: 'alias'; target: YamlNode }
)

/** So many tokens are read in a step: less than a millisecond. */
const tokensInStep = 500
/** Deeper (kubectl goes to 10,000) the stack would end before the text does. */
const deepest = 1_000

/** The first document of a text, as a tree. */
export function compose(text: string, problem: Problem): Steps<YamlNode> {
  return new Composer(text, problem).document()
}

class Composer {
  readonly #scanner: Scanner
  readonly #problem: Problem
  readonly #anchors = new Map<string, YamlNode>()
  readonly #handles = new Map<string, string>()
  #tokens = 0
  #depth = 0

  constructor(text: string, problem: Problem) {
    this.#scanner = new Scanner(text, problem)
    this.#problem = problem
  }

  *document(): Steps<YamlNode> {
    const first = this.#next
    let root = nothing(first.at)
    if (this.#is('version', 'tag directive', '---')) {
      this.#directives()
      if (!this.#is('---')) throw this.#problem(this.#next.at, 'a line with --- must follow what begins with %.')
      this.#take()
      if (!this.#is('version', 'tag directive', '---', '...', 'end')) root = yield* this.#node(true)
    } else if (first.kind !== 'end') {
      this.#directives()
      root = yield* this.#node(true)
    }
    // go-yaml looks this far, so what stands behind the end may be wrong.
    this.#scanner.peek()
    return root
  }

  get #next(): Token {
    return this.#scanner.peek()
  }

  #is(...kinds: Token['kind'][]): boolean {
    return kinds.includes(this.#next.kind)
  }

  #take(): Token {
    this.#tokens++
    return this.#scanner.take()
  }

  #directives(): void {
    let version = false
    while (this.#is('version', 'tag directive')) {
      const { kind, at, text = '', handle = '' } = this.#take()
      if (kind === 'version') {
        if (version) throw this.#problem(at, '%YAML stands twice.')
        if (!/^0?1\.0?1$/.test(text))
          throw this.#problem(at, `kubectl reads YAML 1.1, and this says that it is ${text}.`)
        version = true
      } else {
        if (this.#handles.has(handle)) throw this.#problem(at, `%TAG ${handle} stands twice.`)
        this.#handles.set(handle, text)
      }
    }
    if (!this.#handles.has('!')) this.#handles.set('!', '!')
    if (!this.#handles.has('!!')) this.#handles.set('!!', 'tag:yaml.org,2002:')
  }

  /**
   * @param block not between brackets
   * @param sameColumn its list may begin where its key does
   */
  *#node(block: boolean, sameColumn = false): Steps<YamlNode> {
    const { kind, at, text = '' } = this.#next
    if (kind === 'alias') {
      this.#take()
      const target = this.#anchors.get(text)
      if (!target) throw this.#problem(at, `there is no anchor &${text} before this alias.`)
      return { kind: 'alias', at, target }
    }
    const { anchor, tag } = this.#properties()
    const node = this.#begun(block, sameColumn)
    if (!node) {
      if (anchor === undefined && tag === undefined) throw this.#unexpected('a value is missing here.')
      return this.#known(nothing(at), anchor, tag)
    }
    this.#known(node, anchor, tag)
    if (++this.#depth > deepest) throw this.#problem(at, `more than ${deepest} values stand within each other here.`)
    if (node.kind === 'list') yield* this.#list(node.items)
    else if (node.kind === 'map') yield* this.#map(node.pairs)
    this.#depth--
    return node
  }

  #known(node: YamlNode, anchor: string | undefined, tag: string | undefined): YamlNode {
    if (tag !== undefined) node.tag = tag
    if (anchor !== undefined) this.#anchors.set(anchor, node)
    return node
  }

  #properties(): { anchor?: string; tag?: string } {
    const found: { anchor?: string; tag?: string } = {}
    while ((this.#is('anchor') && found.anchor === undefined) || (this.#is('tag') && found.tag === undefined)) {
      const { kind, at, text = '', handle = '' } = this.#take()
      if (kind === 'anchor') found.anchor = text
      else {
        const prefix = handle === '' ? '' : this.#handles.get(handle)
        if (prefix === undefined) throw this.#problem(at, `nothing says what the tag ${handle} means.`)
        found.tag = prefix + text
      }
    }
    return found
  }

  /** A word; or a list or a map, still empty, whose beginning comes next. */
  #begun(block: boolean, sameColumn: boolean): YamlNode | undefined {
    const { kind, at, text = '', plain = false } = this.#next
    if (kind === 'scalar') {
      this.#take()
      return { kind: 'scalar', at, text, plain }
    }
    if (kind === '[' || (block && kind === 'block list') || (sameColumn && kind === 'entry'))
      return { kind: 'list', at, items: [] }
    if (kind === '{' || (block && kind === 'block map')) return { kind: 'map', at, pairs: [] }
    return undefined
  }

  *#list(items: YamlNode[]): Steps<void> {
    if (this.#is('[')) return yield* this.#bracketList(items)
    const ownColumn = this.#is('block list')
    if (ownColumn) this.#take()
    while (this.#is('entry')) {
      if (this.#isDue()) yield
      const { at } = this.#take()
      const ends = ownColumn ? this.#is('entry', 'block end') : this.#is('entry', 'key', 'value', 'block end')
      items.push(ends ? nothing(at) : yield* this.#node(true))
    }
    if (!ownColumn) return
    if (!this.#is('block end')) throw this.#unexpected('a new entry of this list must begin here.')
    this.#take()
  }

  *#map(pairs: [YamlNode, YamlNode][]): Steps<void> {
    if (this.#is('{')) return yield* this.#bracketMap(pairs)
    this.#take()
    while (this.#is('key')) {
      if (this.#isDue()) yield
      const key = yield* this.#blockPart()
      pairs.push([key, this.#is('value') ? yield* this.#blockPart() : nothing(key.at)])
    }
    if (!this.#is('block end'))
      throw this.#unexpected(
        'a new key must begin here, in the column of the one before, or this line is not indented as it should be.',
      )
    this.#take()
  }

  /** What stands behind a key's or a value's mark. */
  *#blockPart(): Steps<YamlNode> {
    const { at } = this.#take()
    return this.#is('key', 'value', 'block end') ? nothing(at) : yield* this.#node(true, true)
  }

  *#bracketList(items: YamlNode[]): Steps<void> {
    const { at } = this.#take()
    while (!this.#is(']')) {
      if (this.#isDue()) yield
      if (items.length > 0) {
        this.#separator(']', at)
        if (this.#is(']')) break
      }
      if (this.#is('key')) {
        const { at: from } = this.#take()
        const key = this.#is('value', ',', ']') ? nothing(from) : yield* this.#node(false)
        items.push({ kind: 'map', at: from, pairs: [[key, yield* this.#bracketValue(']', key.at)]] })
      } else items.push(yield* this.#node(false))
    }
    this.#take()
  }

  *#bracketMap(pairs: [YamlNode, YamlNode][]): Steps<void> {
    const { at } = this.#take()
    while (!this.#is('}')) {
      if (this.#isDue()) yield
      if (pairs.length > 0) {
        this.#separator('}', at)
        if (this.#is('}')) break
      }
      if (this.#is('key')) {
        const { at: from } = this.#take()
        const key = this.#is('value', ',', '}') ? nothing(from) : yield* this.#node(false)
        pairs.push([key, yield* this.#bracketValue('}', key.at)])
      } else {
        const key = yield* this.#node(false)
        pairs.push([key, nothing(key.at)])
      }
    }
    this.#take()
  }

  *#bracketValue(end: ']' | '}', at: number): Steps<YamlNode> {
    if (!this.#is('value')) return nothing(at)
    this.#take()
    return this.#is(',', end) ? nothing(at) : yield* this.#node(false)
  }

  #separator(end: ']' | '}', opened: number): void {
    if (this.#is('end')) throw this.#problem(opened, `nothing closes this bracket (${end}).`)
    if (!this.#is(',')) throw this.#unexpected(`a comma or ${end} is missing before this.`)
    this.#take()
  }

  #unexpected(message: string): Error {
    return this.#problem(this.#next.at, message)
  }

  #isDue(): boolean {
    if (this.#tokens < tokensInStep) return false
    this.#tokens = 0
    return true
  }
}

/** What is not there is null. */
function nothing(at: number): YamlNode {
  return { kind: 'scalar', at, text: '', plain: true }
}
