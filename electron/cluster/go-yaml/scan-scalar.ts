import type { Cursor, Problem } from './cursor.ts'

/** How the lines of a word become one: a line's end is a space, and empty lines are kept. */
class Folding {
  #blanks = ''
  #first = ''
  #more = ''
  /** Whether the word has gone on to another line. */
  folded = false

  /** Goes past blanks and lines' ends. `check` is asked before each blank of a later line. */
  take(cursor: Cursor, check: () => void = () => undefined): void {
    while (cursor.isBlank() || cursor.isBreak()) {
      if (cursor.isBlank()) {
        if (this.folded) {
          check()
          cursor.at++
        } else this.#blanks += cursor.takeBlanks()
      } else if (this.folded) this.#more += cursor.takeBreak()
      else this.breaks(cursor.takeBreak())
    }
  }

  /** A line ends, with that or with nothing of its own. */
  breaks(first: string): void {
    this.#blanks = ''
    this.#first = first
    this.folded = true
  }

  /** What stands for them between two parts of the word. */
  between(): string {
    const space = this.#first === '\n' && this.#more === '' ? ' ' : ''
    const between = this.folded ? space || (this.#first === '\n' ? '' : this.#first) + this.#more : this.#blanks
    this.#blanks = this.#first = this.#more = ''
    this.folded = false
    return between
  }
}

const gap = ' \\t\\n\\r\\u0085\\u2028\\u2029'
const plainRun = new RegExp(`[^${gap}:]+`, 'y')
const plainRunInBrackets = new RegExp(`[^${gap}:,?[\\]{}]+`, 'y')

/**
 * A word without quotes.
 *
 * @param indent the column of what it stands in
 * @returns whether it ended at the beginning of a line
 */
export function scanPlain(cursor: Cursor, indent: number, brackets: boolean, problem: Problem) {
  const folding = new Folding()
  const run = brackets ? plainRunInBrackets : plainRun
  let text = ''
  while (!cursor.isMarker() && cursor.sign() !== '#') {
    let piece = cursor.take(run)
    while (cursor.sign() === ':' && !cursor.isGap(1)) piece += cursor.take(/:/y) + cursor.take(run)
    if (piece !== '') text += folding.between() + piece
    if (!cursor.isBlank() && !cursor.isBreak()) break
    folding.take(cursor, () => {
      if (cursor.column <= indent && cursor.sign() === '\t')
        throw problem(cursor.at, 'a tab stands here where only spaces may.')
    })
    if (!brackets && cursor.column <= indent) break
  }
  return { text, newLine: folding.folded }
}

/** What a sign behind a backslash means. */
const escapes = new Map(
  Object.entries({
    '0': '\0',
    a: '\u0007',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\u001b',
    ' ': ' ',
    '"': '"',
    "'": "'",
    '\\': '\\',
    N: '\u0085',
    _: '\u00a0',
    L: '\u2028',
    P: '\u2029',
  }),
)
const digits = new Map([
  ['x', /[\da-f]{2}/iy],
  ['u', /[\da-f]{4}/iy],
  ['U', /[\da-f]{8}/iy],
])
const singleRun = new RegExp(`[^${gap}']+`, 'y')
const doubleRun = new RegExp(`[^${gap}"\\\\]+`, 'y')

export function scanQuoted(cursor: Cursor, problem: Problem): string {
  const quote = cursor.sign()
  const start = cursor.at++
  const folding = new Folding()
  const run = quote === '"' ? doubleRun : singleRun
  let text = ''
  for (;;) {
    if (cursor.isMarker() || cursor.sign() === '') throw problem(start, `nothing closes this quote (${quote}).`)
    while (!cursor.isGap()) {
      text += cursor.take(run)
      if (quote === "'" && cursor.sign() === quote && cursor.sign(1) === quote) {
        text += quote
        cursor.at += 2
      } else if (quote === '"' && cursor.sign() === '\\') {
        if (cursor.isBreak(1)) {
          cursor.at++
          cursor.takeBreak()
          folding.breaks('')
          break
        }
        text += escaped(cursor, problem)
      } else if (cursor.sign() === quote) break
    }
    if (cursor.sign() === quote) break
    folding.take(cursor)
    text += folding.between()
  }
  cursor.at++
  return text
}

function escaped(cursor: Cursor, problem: Problem): string {
  const start = cursor.at
  const sign = cursor.sign(1)
  cursor.at += 2
  const meant = escapes.get(sign)
  if (meant !== undefined) return meant
  const pattern = digits.get(sign)
  if (!pattern) throw problem(start, `"\\${sign}" means nothing between double quotes.`)
  const found = cursor.take(pattern)
  const code = found === '' ? -1 : Number.parseInt(found, 16)
  // Each half of a pair that JSON would write stands for nothing by itself.
  if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    throw problem(start, `"\\${sign}${found}" is the number of no sign.`)
  return String.fromCodePoint(code)
}

const toLineEnd = /[^\n\r\u0085\u2028\u2029]*/y

/**
 * Lines after `|` or `>`.
 *
 * @param indent the column of what they stand in, -1 at the top
 */
export function scanBlock(cursor: Cursor, indent: number, problem: Problem): string {
  const start = cursor.at
  const folded = cursor.sign() === '>'
  cursor.at++
  const header = cursor.take(/(?:[-+]\d?|\d[-+]?)?/y)
  const [step = ''] = /\d/.exec(header) ?? []
  if (step === '0') throw problem(start, 'the indent of these lines cannot be 0.')
  cursor.takeBlanks()
  cursor.takeComment()
  if (!cursor.isBreak() && cursor.sign() !== '') throw problem(cursor.at, 'a new line must begin here.')
  if (cursor.isBreak()) cursor.takeBreak()
  const asked = step === '' ? 0 : Math.max(indent, 0) + Number(step)
  const first = emptyLines(cursor, asked, start, problem)
  const column = asked || Math.max(first.widest, indent + 1, 1)
  let [text, ending, more, blank] = ['', '', first.breaks, false]
  while (cursor.column === column && cursor.sign() !== '') {
    const begins = cursor.isBlank()
    if (folded && !blank && !begins && ending === '\n') text += more === '' ? ' ' : ''
    else text += ending
    blank = begins
    text += more + cursor.take(toLineEnd)
    ending = cursor.sign() === '' ? '' : cursor.takeBreak()
    more = emptyLines(cursor, column, start, problem).breaks
  }
  if (header.includes('-')) return text
  return text + ending + (header.includes('+') ? more : '')
}

/** Goes past empty lines and what a line is indented by, so far as `column`; 0 is as far as it goes. */
function emptyLines(cursor: Cursor, column: number, start: number, problem: Problem) {
  let breaks = ''
  let widest = 0
  for (;;) {
    while ((column === 0 || cursor.column < column) && cursor.sign() === ' ') cursor.at++
    widest = Math.max(widest, cursor.column)
    if ((column === 0 || cursor.column < column) && cursor.sign() === '\t')
      throw problem(start, 'a tab stands in these lines where only spaces may.')
    if (!cursor.isBreak()) return { breaks, widest }
    breaks += cursor.takeBreak()
  }
}
