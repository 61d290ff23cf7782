// The few ASN.1 DER forms that a certificate is made of (ITU-T X.690). Each function returns one encoded value.

function value(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff])
}

export const sequence = (...items: Uint8Array[]): Buffer => value(0x30, ...items)
export const set = (...items: Uint8Array[]): Buffer => value(0x31, ...items)
export const octetString = (content: Uint8Array): Buffer => value(0x04, content)
export const bitString = (content: Uint8Array, unusedBits = 0): Buffer =>
  value(0x03, Buffer.from([unusedBits]), content)
export const utf8String = (text: string): Buffer => value(0x0c, Buffer.from(text))
export const boolean = (flag: boolean): Buffer => value(0x01, Buffer.from([flag ? 0xff : 0]))

/** An unsigned integer, big-endian; a leading zero keeps a set top bit from meaning a negative number. */
export function integer(bytes: Uint8Array): Buffer {
  return value(0x02, ...((bytes[0] ?? 0) > 0x7f ? [Buffer.from([0])] : []), bytes)
}

const digits = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`

/** X.509 time: UTCTime until 2049, GeneralizedTime after it (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  return at.getUTCFullYear() < 2050
    ? value(0x17, Buffer.from(digits(at).slice(2)))
    : value(0x18, Buffer.from(digits(at)))
}

/** An object identifier from its dotted form. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(part: number): number[] {
  const bytes = [part & 0x7f]
  for (let left = part >> 7; left > 0; left >>= 7) bytes.unshift((left & 0x7f) | 0x80)
  return bytes
}

/** `[number] EXPLICIT` around a value. */
export const explicit = (number: number, content: Uint8Array): Buffer => value(0xa0 | number, content)

/** `[number] IMPLICIT` bytes, as the choices of a subjectAltName are. */
export const implicit = (number: number, content: Uint8Array): Buffer => value(0x80 | number, content)
