import { Transform, type TransformCallback } from 'node:stream'

/** The value of an attribute, as the API server writes it. No page makes it look at a byte of it twice. */
const attribute = /="[^"<>]*"/g
const encodedBraces = '%7B%7B'
/** One whose end is still to come. */
const beginning = /=(?:"[^"<>]*)?$/
/** What the page's script is to fill in; where a question mark stands in it, the API server encodes no more of it. */
const placeholder = /%7B%7B[^]*?(?:%7D%7D|}}|$)/g
const escaped: Readonly<Record<string, string>> = { '"': '&#34;', '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** No attribute is waited for longer, in bytes. */
const longest = 16 * 1024

/**
 * Gives a page back the placeholders in its URLs, `{{user.name()}}`, which the API server takes for paths and encodes: the
 * script that fills them in (AngularJS, Polymer, Vue) would not find them. Who meant `%7B%7B` gets what a browser asks for
 * by the same address.
 */
export class TemplateUnrewriter extends Transform {
  #held = ''

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    // Latin-1 is one character for each byte, whatever the encoding is.
    const text = this.#held + chunk.toString('latin1')
    const begun = beginning.exec(text)?.index ?? text.length
    const end = text.length - begun > longest ? text.length : begun
    this.#held = text.slice(end)
    done(null, unrewritten(text.slice(0, end)))
  }

  override _flush(done: TransformCallback): void {
    done(null, unrewritten(this.#held))
  }
}

function unrewritten(text: string): Buffer {
  const own = (value: string): string => (value.includes(encodedBraces) ? value.replace(placeholder, decoded) : value)
  return Buffer.from(text.includes(encodedBraces) ? text.replace(attribute, own) : text, 'latin1')
}

function decoded(encoded: string): string {
  return encoded.replace(/%([0-9A-F]{2})/g, (_all, byte: string) => {
    const character = String.fromCharCode(Number.parseInt(byte, 16))
    return escaped[character] ?? character
  })
}
