import { Transform, type TransformCallback } from 'node:stream'
import { ownLink } from './links.ts'
import { withoutSpaces } from './spaces.ts'
import { ownPlaceholders } from './templates.ts'

/** As Go's tokenizer, by which the API server reads a page: what stands in these is text, whatever it looks like. */
const textElement = /<(iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp)[\s/>]/iy
const endOf = (name: string): RegExp => new RegExp(`</${name}[\\s/>]`, 'gi')
const endOfComment = /-->/g
/** What may become one of these ends, or a tag, with the text to come. */
const beginning = /(?:<\/?[a-z]*|<!-?|-{1,2})$/i
/** No tag is waited for longer, in bytes. */
const longest = 16 * 1024

/**
 * Gives a page's start tags back what the API server changed in them besides paths, while it streams. It writes each of
 * them anew, with its values in quotes and escaped, so that the first `>` ends it; everything else it leaves alone.
 */
export class StartTagUnrewriter extends Transform {
  #held = ''
  /** The end of the text or comment within which the source is. */
  #until: RegExp | undefined

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // Latin-1 is one character for each byte, whatever the encoding is.
    const text = this.#held + chunk.toString('latin1')
    let out = ''
    let from = 0
    for (;;) {
      const next = this.#until ? this.#afterText(text, from) : this.#tagAt(text, from)
      if (next === undefined) break
      const [start, end] = next
      out += text.slice(from, start) + ownTag(text.slice(start, end))
      from = end
    }
    const passed = this.#passable(text, from)
    this.#held = text.slice(passed)
    done(null, Buffer.from(out + text.slice(from, passed), 'latin1'))
  }

  override _flush(done: TransformCallback): void {
    done(null, Buffer.from(this.#held, 'latin1'))
  }

  /** The next start tag, or the beginning of a comment; remembers what it opens. */
  #tagAt(text: string, from: number): [start: number, end: number] | undefined {
    for (let at = text.indexOf('<', from); at !== -1; at = text.indexOf('<', at + 1)) {
      if (text.startsWith('<!--', at)) {
        this.#until = endOfComment
        // `<!-->` is a whole one.
        return [at, at + 2]
      }
      if (!/[a-z]/i.test(text.charAt(at + 1))) continue
      const end = text.indexOf('>', at) + 1
      if (end === 0) return undefined
      textElement.lastIndex = at
      const name = textElement.exec(text)?.[1]
      if (name !== undefined) this.#until = endOf(name)
      return [at, end]
    }
    return undefined
  }

  /** Where the text or comment ends. */
  #afterText(text: string, from: number): [start: number, end: number] | undefined {
    if (!this.#until) return undefined
    this.#until.lastIndex = from
    const match = this.#until.exec(text)
    if (!match) return undefined
    this.#until = undefined
    return [match.index + match[0].length, match.index + match[0].length]
  }

  /** Up to where no tag, and no end, can begin that is still to come. */
  #passable(text: string, from: number): number {
    const open = this.#until ? -1 : text.lastIndexOf('<')
    const isTag = open >= from && /^<[a-z]/i.test(text.slice(open, open + 2))
    const begun = isTag ? open : Math.max(from, beginning.exec(text)?.index ?? text.length)
    return text.length - begun > longest ? text.length : begun
  }
}

/** What the API server writes where there is something to give back. */
const changed = /=""|%7B%7B|&lt;%|%20/
const ownTag = (tag: string): string => (changed.test(tag) ? ownPlaceholders(withoutSpaces(ownLink(tag))) : tag)
