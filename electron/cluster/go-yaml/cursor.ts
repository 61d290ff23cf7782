/** Makes what is thrown of a place in the text and a sentence. */
export type Problem = (offset: number, message: string) => Error

const breaks = '\n\r\u0085\u2028\u2029'
const marker = new RegExp(`(?:---|\\.\\.\\.)(?=[ \\t${breaks}]|$)`, 'y')
const comment = new RegExp(`#[^${breaks}]*`, 'y')

/** A place in a text that goes forward. */
export class Cursor {
  at: number
  line = 0
  readonly text: string
  #lineStart: number

  constructor(text: string) {
    this.text = text
    // A byte order mark.
    this.at = this.#lineStart = text.startsWith('\ufeff') ? 1 : 0
  }

  get column(): number {
    return this.at - this.#lineStart
  }

  /** The sign here; empty at the end. */
  sign(ahead = 0): string {
    return this.text[this.at + ahead] ?? ''
  }

  isBlank(ahead = 0): boolean {
    const sign = this.sign(ahead)
    return sign === ' ' || sign === '\t'
  }

  isBreak(ahead = 0): boolean {
    const sign = this.sign(ahead)
    return sign !== '' && breaks.includes(sign)
  }

  /** Whether a word ends here. */
  isGap(ahead = 0): boolean {
    return this.isBlank(ahead) || this.isBreak(ahead) || this.sign(ahead) === ''
  }

  /** Whether a document begins or ends here. */
  isMarker(): boolean {
    if (this.column !== 0) return false
    marker.lastIndex = this.at
    return marker.test(this.text)
  }

  /** Goes past what a sticky pattern finds here, which has no line's end. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const [found = ''] = pattern.exec(this.text) ?? []
    this.at += found.length
    return found
  }

  /** Goes past a line's end, and returns what it is in a word of several lines. */
  takeBreak(): string {
    const sign = this.sign()
    this.at += sign === '\r' && this.sign(1) === '\n' ? 2 : 1
    this.line++
    this.#lineStart = this.at
    return sign === '\u2028' || sign === '\u2029' ? sign : '\n'
  }

  takeBlanks(): string {
    return this.take(/[ \t]*/y)
  }

  takeComment(): void {
    this.take(comment)
  }
}
