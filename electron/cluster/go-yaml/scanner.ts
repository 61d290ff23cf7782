import { Cursor, type Problem } from './cursor.ts'
import { scanBlock, scanPlain, scanQuoted } from './scan-scalar.ts'
import { scanAnchor, scanDirective, scanTag } from './scan-property.ts'

export interface Token {
  kind:
    | 'version'
    | 'tag directive'
    | '---'
    | '...'
    | 'block list'
    | 'block map'
    | 'block end'
    | 'key'
    | 'value'
    | 'entry'
    | '['
    | ']'
    | '{'
    | '}'
    | ','
    | 'alias'
    | 'anchor'
    | 'tag'
    | 'scalar'
    | 'end'
  at: number
  /** The word, the anchor's name, or the tag's part after its handle. */
  text?: string
  handle?: string
  /** A word without quotes. */
  plain?: boolean
}

/** A word that is a key if a colon follows it, which shows later. */
interface MaybeKey {
  /** How many tokens stand before it. */
  number: number
  at: number
  line: number
  column: number
  /** It can be nothing else, where it stands. */
  required: boolean
}

/** From its beginning to its colon a key has so many signs at the most. */
const longestKey = 1024
/** go-yaml's own limit. */
const deepest = 10_000

/** What a text consists of, as go-yaml 2 finds it: a token is looked for when it is asked for. */
export class Scanner {
  readonly #cursor: Cursor
  readonly #problem: Problem
  readonly #tokens: Token[] = []
  #head = 0
  /** Tokens that were taken. */
  #taken = 0
  #indent = -1
  readonly #indents: number[] = []
  /** One for each bracket that is open, and one for what is outside. */
  readonly #keys: (MaybeKey | undefined)[] = [undefined]
  readonly #keyOf = new Map<number, number>()
  #keyAllowed = true

  constructor(text: string, problem: Problem) {
    this.#cursor = new Cursor(text)
    this.#problem = problem
  }

  peek(): Token {
    for (;;) {
      const token = this.#tokens[this.#head]
      if (token && !this.#mayBeKey()) return token
      this.#fetch()
    }
  }

  take(): Token {
    const token = this.peek()
    this.#head++
    this.#taken++
    if (this.#head === this.#tokens.length) {
      this.#tokens.length = 0
      this.#head = 0
    }
    return token
  }

  get #brackets(): number {
    return this.#keys.length - 1
  }

  /** Whether the next token may turn out to be a key. */
  #mayBeKey(): boolean {
    const level = this.#keyOf.get(this.#taken)
    return level !== undefined && this.#valid(level)
  }

  #valid(level: number): boolean {
    const key = this.#keys[level]
    if (!key) return false
    if (key.line === this.#cursor.line && key.at + longestKey >= this.#cursor.at) return true
    this.#forget(level)
    return false
  }

  #forget(level: number): void {
    const key = this.#keys[level]
    if (!key) return
    if (key.required) throw this.#problem(key.at, 'a colon and a space are missing behind this key.')
    this.#keys[level] = undefined
    this.#keyOf.delete(key.number)
  }

  #noKey(): void {
    this.#forget(this.#brackets)
  }

  #maybeKey(): void {
    if (!this.#keyAllowed) return
    this.#noKey()
    const { at, line, column } = this.#cursor
    const number = this.#taken + this.#tokens.length - this.#head
    const required = this.#brackets === 0 && this.#indent === column
    this.#keys[this.#brackets] = { number, at, line, column, required }
    this.#keyOf.set(number, this.#brackets)
  }

  /** A list or a map begins where this is further to the right than what it stands in. */
  #deeper(column: number, token: Token, number?: number): void {
    if (this.#brackets > 0 || this.#indent >= column) return
    this.#indents.push(this.#indent)
    this.#indent = column
    if (this.#indents.length > deepest) throw this.#problem(token.at, 'this stands within too many others.')
    this.#insert(token, number)
  }

  #insert(token: Token, number?: number): void {
    if (number === undefined) this.#tokens.push(token)
    else this.#tokens.splice(this.#head + number - this.#taken, 0, token)
  }

  #shallower(column: number): void {
    if (this.#brackets > 0) return
    while (this.#indent > column) {
      this.#tokens.push({ kind: 'block end', at: this.#cursor.at })
      this.#indent = this.#indents.pop() ?? -1
    }
  }

  #toNext(): void {
    const cursor = this.#cursor
    for (;;) {
      cursor.take(this.#brackets > 0 || !this.#keyAllowed ? /[ \t]*/y : / */y)
      cursor.takeComment()
      if (!cursor.isBreak()) return
      cursor.takeBreak()
      if (this.#brackets === 0) this.#keyAllowed = true
    }
  }

  #fetch(): void {
    this.#toNext()
    const cursor = this.#cursor
    this.#shallower(cursor.column)
    const sign = cursor.sign()
    const outside = this.#brackets === 0
    const bare = !outside || cursor.isGap(1)
    if (sign === '') this.#end()
    else if (cursor.column === 0 && sign === '%') this.#directive()
    else if (cursor.isMarker()) this.#marker(sign === '-' ? '---' : '...')
    else if (sign === '[' || sign === '{') this.#open(sign)
    else if (sign === ']' || sign === '}') this.#close(sign)
    else if (sign === ',') this.#comma()
    else if (sign === '-' && cursor.isGap(1)) this.#entry()
    else if (sign === '?' && bare) this.#key()
    else if (sign === ':' && bare) this.#value()
    else if (outside && (sign === '|' || sign === '>')) this.#block()
    else this.#word(sign)
  }

  #block(): void {
    const { at } = this.#cursor
    this.#noKey()
    this.#keyAllowed = true
    this.#tokens.push({ kind: 'scalar', at, text: scanBlock(this.#cursor, this.#indent, this.#problem), plain: false })
  }

  #word(sign: string): void {
    const cursor = this.#cursor
    const { at } = cursor
    const begins = !'-?:,[]{}#&*!|>\'"%@`\t'.includes(sign) || (sign === '-' && !cursor.isBlank(1))
    const plain = begins || (this.#brackets === 0 && '?:'.includes(sign))
    if (!plain && !'&*!\'"'.includes(sign)) throw this.#problem(at, `nothing can begin with ${shown(sign)} here.`)
    this.#maybeKey()
    this.#keyAllowed = false
    if (plain) {
      const { text, newLine } = scanPlain(cursor, this.#indent, this.#brackets > 0, this.#problem)
      if (newLine) this.#keyAllowed = true
      this.#tokens.push({ kind: 'scalar', at, text, plain: true })
    } else if (sign === '!') this.#tokens.push({ kind: 'tag', at, ...scanTag(cursor, this.#problem) })
    else if (sign === '&' || sign === '*')
      this.#tokens.push({ kind: sign === '&' ? 'anchor' : 'alias', at, text: scanAnchor(cursor, this.#problem) })
    else this.#tokens.push({ kind: 'scalar', at, text: scanQuoted(cursor, this.#problem), plain: false })
  }

  #end(): void {
    // Nothing that a bracket before it began is a key any more.
    this.#cursor.line++
    this.#shallower(-1)
    this.#noKey()
    this.#keyAllowed = false
    this.#tokens.push({ kind: 'end', at: this.#cursor.at })
  }

  #directive(): void {
    this.#shallower(-1)
    this.#noKey()
    this.#keyAllowed = false
    this.#tokens.push(scanDirective(this.#cursor, this.#problem))
  }

  #marker(kind: '---' | '...'): void {
    this.#shallower(-1)
    this.#noKey()
    this.#keyAllowed = false
    this.#push(kind, 3)
  }

  #push(kind: Token['kind'], length = 1): void {
    this.#tokens.push({ kind, at: this.#cursor.at })
    this.#cursor.at += length
  }

  #open(kind: '[' | '{'): void {
    this.#maybeKey()
    this.#keys.push(undefined)
    if (this.#brackets > deepest) throw this.#problem(this.#cursor.at, 'this stands within too many others.')
    this.#keyAllowed = true
    this.#push(kind)
  }

  #close(kind: ']' | '}'): void {
    this.#noKey()
    if (this.#brackets > 0) this.#keys.pop()
    this.#keyAllowed = false
    this.#push(kind)
  }

  #comma(): void {
    this.#noKey()
    this.#keyAllowed = true
    this.#push(',')
  }

  #entry(): void {
    const { at, column } = this.#cursor
    if (this.#brackets === 0 && !this.#keyAllowed) throw this.#problem(at, 'an entry of a list cannot begin here.')
    this.#deeper(column, { kind: 'block list', at })
    this.#noKey()
    this.#keyAllowed = true
    this.#push('entry')
  }

  #key(): void {
    const { at, column } = this.#cursor
    if (this.#brackets === 0 && !this.#keyAllowed) throw this.#problem(at, 'a key cannot begin here.')
    this.#deeper(column, { kind: 'block map', at })
    this.#noKey()
    this.#keyAllowed = this.#brackets === 0
    this.#push('key')
  }

  #value(): void {
    const { at, column } = this.#cursor
    const level = this.#brackets
    const key = this.#valid(level) ? this.#keys[level] : undefined
    if (key) {
      this.#insert({ kind: 'key', at: key.at }, key.number)
      this.#deeper(key.column, { kind: 'block map', at: key.at }, key.number)
      this.#keys[level] = undefined
      this.#keyOf.delete(key.number)
      this.#keyAllowed = false
    } else {
      if (level === 0 && !this.#keyAllowed)
        throw this.#problem(
          at,
          'a colon cannot stand here: this line is not indented as it should be, or needs quotes.',
        )
      this.#deeper(column, { kind: 'block map', at })
      this.#keyAllowed = level === 0
    }
    this.#push('value')
  }
}

function shown(sign: string): string {
  return sign === '\t' ? 'a tab' : `the sign ${sign}`
}
