import type { TrafficBody } from '../../../shared/traffic.ts'
import { decodeText } from '../../probe/decode-text.ts'
import type { KeptBody } from '../../proxy/traffic/kept-bodies.ts'
import type { HeaderLine } from '../../proxy/traffic/traffic-entry.ts'
import { decodeBody } from './decode-body.ts'

/** Of what is no text so many bytes are shown. */
const hexLimit = 512
const perLine = 16

const textual =
  /^text\/|[/+](?:json|xml|yaml|x-yaml|javascript|ecmascript|graphql|x-ndjson|x-www-form-urlencoded|toml|sql)\b|^image\/svg/i

/** A kept body as a person reads it: unpacked, as text where it is text; null where there was none. */
export async function showBody(body: KeptBody, headers: readonly HeaderLine[]): Promise<TrafficBody | null> {
  if (body.size === 0) return null
  const { size, bytes } = body
  if (!bytes) return { size, cut: true, shown: { as: 'dropped' } }
  const cut = bytes.length < size
  const encoding = valueOf(headers, 'content-encoding')
  const plain = await decodeBody(bytes, encoding)
  if (!plain) return { size, cut, shown: { as: 'encoded', encoding } }
  const type = valueOf(headers, 'content-type')
  const isText = textual.test(type) || (type === '' && looksLikeText(plain))
  return { size, cut, shown: isText ? { as: 'text', text: decodeText(plain, type) } : { as: 'hex', text: hex(plain) } }
}

/** Lines of `OFFSET  BYTES  ASCII`, as hexdump writes them. */
export function hex(bytes: Buffer): string {
  const lines: string[] = []
  for (let at = 0; at < Math.min(bytes.length, hexLimit); at += perLine) {
    const part = bytes.subarray(at, Math.min(at + perLine, hexLimit))
    const pairs = (part.toString('hex').match(/../g) ?? []).join(' ').padEnd(perLine * 3)
    const ascii = part.toString('latin1').replace(/[^\x20-\x7e]/g, '.')
    lines.push(`${at.toString(16).padStart(8, '0')}  ${pairs} ${ascii}`)
  }
  return lines.join('\n')
}

function looksLikeText(bytes: Buffer): boolean {
  return !bytes.subarray(0, 1024).some((byte) => byte < 9 || (byte > 13 && byte < 32))
}

function valueOf(headers: readonly HeaderLine[], wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''
}
