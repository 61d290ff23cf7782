import { decodeReferences } from '../../shared/html-references.ts'
import { plainText } from '../../shared/plain-text.ts'

/** The longest title that is passed on, in characters: a page may set megabytes. */
export const titleLimit = 160

export interface HtmlHead {
  /** One line of plain text; empty when the page has none. */
  title: string
  /** Addresses of its icons as they stand in the page, those for tabs first. */
  icons: string[]
  /** What relative addresses are relative to, as it stands in the page; undefined where they are to the page itself. */
  base: string | undefined
}

// A comment, an element whose content is not markup, a drawing (which may have a title of its own), or a start tag.
// What begins and does not end goes to the end of the text, as in a browser, so that each piece is read once only.
const attributes = String.raw`((?:[^>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*)(?:>|$)`
const piece = new RegExp(
  [
    String.raw`<!--[\s\S]*?(?:-->|$)`,
    String.raw`<(title|script|style|textarea|noscript|template|svg)(?=[\s/>])${attributes}([\s\S]*?)(?:</\1\s*>|$)`,
    String.raw`<(link|base)(?=[\s/>])${attributes}`,
  ].join('|'),
  'gi',
)
const attribute = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/** What the beginning of a page says about it. Nothing is run and nothing is fetched: this reads text. */
export function readHead(html: string): HtmlHead {
  const head: HtmlHead = { title: '', icons: [], base: undefined }
  const touchIcons: string[] = []
  for (const [, textElement = '', , content = '', tag = '', text = ''] of html.matchAll(piece)) {
    if (textElement.toLowerCase() === 'title') {
      if (head.title === '') head.title = plainLine(decodeReferences(content))
    } else if (tag !== '') {
      const { rel = '', href = '' } = readAttributes(text)
      if (href === '') continue
      if (tag.toLowerCase() === 'base') head.base ??= href
      else if (/(^|\s)icon(\s|$)/i.test(rel)) head.icons.push(href)
      else if (/(^|\s)apple-touch-icon(-precomposed)?(\s|$)/i.test(rel)) touchIcons.push(href)
    }
  }
  head.icons.push(...touchIcons)
  return head
}

function readAttributes(text: string): Partial<Record<string, string>> {
  const found = [...text.matchAll(attribute)].map(([, name = '', double, single, bare]): [string, string] => [
    name.toLowerCase(),
    decodeReferences(double ?? single ?? bare ?? '').trim(),
  ])
  // Of an attribute that is repeated the first counts.
  return Object.fromEntries(found.reverse())
}

/** A title as one line of bounded length. */
function plainLine(text: string): string {
  const line = plainText(text)
  const characters = Array.from(line.slice(0, (titleLimit + 1) * 2))
  return characters.length <= titleLimit
    ? characters.join('')
    : `${characters
        .slice(0, titleLimit - 1)
        .join('')
        .trimEnd()}…`
}
