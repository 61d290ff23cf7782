/** How far into a page its encoding may be declared, in bytes (HTML, 13.2.3.2). */
const declarationLimit = 1024

/**
 * A page's bytes as text: by its byte order mark, else by what `Content-Type` says, else by what the page says, else as
 * UTF-8. What is no text in that encoding becomes U+FFFD.
 */
export function decodeText(bytes: Buffer, contentType: string): string {
  return (
    decoderFor(markOf(bytes)) ??
    decoderFor(charsetOf(contentType)) ??
    decoderFor(declared(bytes)) ??
    utf8()
  ).decode(bytes)
}

const utf8 = () => new TextDecoder('utf-8')

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label)
  } catch {
    // A label that nobody knows counts as none.
    return undefined
  }
}

function markOf(bytes: Buffer): string | undefined {
  const mark = bytes.toString('hex', 0, 3)
  if (mark === 'efbbbf') return 'utf-8'
  if (mark.startsWith('feff')) return 'utf-16be'
  return mark.startsWith('fffe') ? 'utf-16le' : undefined
}

function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1]
}

function declared(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, declarationLimit)
  const label = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start)?.[1]
  // Who could read this in ASCII did not read UTF-16.
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label
}
