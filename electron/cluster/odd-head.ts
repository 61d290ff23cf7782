/** A name of a header (RFC 9110, 5.6.2). */
const token = String.raw`[!#$%&'*+.^${'`'}|~\w-]+`
const field = new RegExp(String.raw`^(${token})[ \t]*:(.*)$`, 's')
/** Characters that have no place in a value; of white space there is more than these. */
const controls = /[^\t\r\n\x20-\x7e\x80-\xff]/g

const isOdd = new RegExp(
  [
    // A line that is neither a header, nor the rest of one, nor the end.
    String.raw`\n(?!${token}[ \t]*:|[ \t]|\r?\n|$)`,
    String.raw`[^\t\r\n\x20-\x7e\x80-\xff]`,
    String.raw`\ntransfer-encoding[ \t]*:[ \t]*identity\b`,
    String.raw`\ncontent-length[ \t]*:([^\n]*,|[^]*\ncontent-length[ \t]*:)`,
  ].join('|'),
  'i',
)

/**
 * The head of an answer without what browsers read past and llhttp does not: lines that are no headers, as a script prints
 * them before it has begun, control characters, a length that is said twice, and the encoding that changes nothing.
 *
 * @param head as Latin-1, the empty line included
 */
export function mendHead(head: string): string {
  if (!isOdd.test(head)) return head
  const [status = '', ...lines] = head.replace(controls, '').split('\n')
  const kept = [status]
  let length: string | undefined
  let keeps = true
  for (const line of lines) {
    const [, name = '', value = ''] = field.exec(line) ?? []
    const key = name.toLowerCase()
    if (/^\r?$/.test(line)) keeps = true
    else if (!/^[ \t]/.test(line))
      keeps = name !== '' && !(key === 'transfer-encoding' && /^\s*identity\s*$/i.test(value))
    if (key === 'content-length' && keeps) {
      const [said = '', ...others] = value.split(',').map((each) => each.trim())
      // Two that differ are no length, and for the parser to refuse.
      if (others.every((each) => each === said)) {
        keeps = said !== length
        length = said
        if (keeps) kept.push(`${name}: ${said}\r`)
        continue
      }
    }
    if (keeps) kept.push(line)
  }
  return kept.join('\n')
}
