import { decodeReferences } from './html-entities.ts'

export interface StartTag {
  /** Lower case. */
  readonly name: string
  /** Keys in lower case, values with their character references decoded; a repeated key counts once. */
  readonly attributes: readonly (readonly [key: string, value: string])[]
  readonly selfClosing: boolean
  /** The position after its `>`. */
  readonly end: number
}

/** Elements whose content is text up to their end tag, to a tokenizer that knows no scripting. */
export const rawTextElements: ReadonlySet<string> = new Set(
  'iframe noembed noframes noscript plaintext script style textarea title xmp'.split(' '),
)

// One step of a tag: white space and stray slashes, then a key (which may start with `=`), then perhaps a value.
const space = '[ \\n\\r\\t\\f]'
const step = new RegExp(
  `(?:${space}|/)*(?:(>)|(=?[^= \\n\\r\\t\\f/>]*)(?:${space}*=${space}*(?:"([^"]*)"|'([^']*)'|(?!["'])([^ \\n\\r\\t\\f>]*)))?)`,
  'y',
)

/** Reads the start tag at `html[open]` (a `<` and a letter); undefined when the text ends inside it. */
export function readStartTag(html: string, open: number): StartTag | undefined {
  const name = /[^ \n\r\t\f/>]+/y
  name.lastIndex = open + 1
  const tagName = name.exec(html)?.[0] ?? ''
  const attributes = new Map<string, string>()
  let lastValueEnd = -1
  step.lastIndex = name.lastIndex
  for (;;) {
    const from = step.lastIndex
    const found = step.exec(html)
    if (!found || (step.lastIndex === from && found[1] === undefined) || step.lastIndex > html.length) return undefined
    const [, close, key = '', double, single, bare] = found
    if (close !== undefined) {
      const end = step.lastIndex
      const selfClosing = html[end - 2] === '/' && end - 2 !== lastValueEnd - 1
      return { name: tagName.toLowerCase(), attributes: [...attributes], selfClosing, end }
    }
    lastValueEnd = bare === undefined || bare === '' ? -1 : step.lastIndex
    const lower = key.toLowerCase()
    if (key !== '' && !attributes.has(lower))
      attributes.set(lower, decodeReferences((double ?? single ?? bare ?? '').replace(/\r\n?/g, '\n')))
  }
}
