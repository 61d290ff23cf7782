import { isKnownEntity } from '../../../shared/html-references.ts'
import { rawTextElements, readStartTag, type StartTag } from './html-tag.ts'

// Which attributes hold URLs: apimachinery/pkg/util/proxy/transport.go. Not in it: srcset, style, ping, xlink:href.
const urlAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  applet: ['codebase'],
  area: ['href'],
  audio: ['src'],
  base: ['href'],
  blockquote: ['cite'],
  body: ['background'],
  button: ['formaction'],
  command: ['icon'],
  del: ['cite'],
  embed: ['src'],
  form: ['action'],
  frame: ['longdesc', 'src'],
  head: ['profile'],
  html: ['manifest'],
  iframe: ['longdesc', 'src'],
  img: ['longdesc', 'src', 'usemap'],
  input: ['src', 'usemap', 'formaction'],
  ins: ['cite'],
  link: ['href'],
  object: ['classid', 'codebase', 'data', 'usemap'],
  q: ['cite'],
  script: ['src'],
  source: ['src'],
  video: ['poster', 'src'],
}

/**
 * Rewrites the URLs in the attributes of HTML as the API server does. `rewrite` returns undefined for what is no URL.
 * Every start tag comes out normalised (lower case, double quotes, references decoded and encoded again), everything
 * else as it stands: text, end tags, comments, and the inside of script, style and the like. Not imitated: the rules by
 * which `<!--` inside a script hides its end tag.
 */
export function rewriteHtml(html: string, rewrite: (url: string) => string | undefined): string {
  let output = ''
  for (let at = 0; at < html.length; ) {
    const open = nextMarkup(html, at)
    output += html.slice(at, open)
    if (open >= html.length) break

    const tag = isLetter(html[open + 1]) ? readStartTag(html, open) : undefined
    if (!tag) {
      if (isLetter(html[open + 1])) break // cut off inside a tag: the API server drops it
      at = endOfMarkup(html, open)
      output += html.slice(open, at)
      continue
    }
    output += write(tag, rewrite)
    at = rawTextElements.has(tag.name) ? endOfRawText(html, tag) : tag.end
    output += html.slice(tag.end, at)
  }
  return output
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[A-Za-z]/.test(char)

function nextMarkup(html: string, from: number): number {
  const found = html.slice(from).search(/<[A-Za-z/!?]/)
  return found < 0 ? html.length : from + found
}

/** The end of an end tag, a comment, a doctype or an instruction. */
function endOfMarkup(html: string, open: number): number {
  if (html.startsWith('<!-->', open)) return open + 5
  if (html.startsWith('<!--->', open)) return open + 6
  const end = html.startsWith('<!--', open) ? /--!?>/g : />/g
  end.lastIndex = open + (html.startsWith('<!--', open) ? 4 : 2)
  return end.exec(html) ? end.lastIndex : html.length
}

function endOfRawText(html: string, { name, end }: StartTag): number {
  if (name === 'plaintext') return html.length
  const found = html.slice(end).search(new RegExp(`</${name}[\\s/>]`, 'i'))
  return found < 0 ? html.length : end + found
}

function write(tag: StartTag, rewrite: (url: string) => string | undefined): string {
  const rewritten = urlAttributes[tag.name] ?? []
  const attributes = tag.attributes.map(([key, value]) => {
    const text = rewritten.includes(key) ? (rewrite(value) ?? value) : value
    return ` ${key}="${escape(text)}"`
  })
  return `<${tag.name}${attributes.join('')}${tag.selfClosing ? '/' : ''}>`
}

function escape(text: string): string {
  return text.replace(/['<>"\r]|&(?:([A-Za-z][A-Za-z0-9]*);)?/g, (found, name?: string) => {
    if (name === undefined) return escapes[found] ?? found
    // A reference that was not decoded is not encoded either.
    return isKnownEntity(name) ? `&amp;${name};` : found
  })
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  '\r': '&#13;',
}
