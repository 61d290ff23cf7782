import { decodeReferences as decode } from '../../../shared/html-references.ts'

/** Decodes the character references of a binary string: what is decoded comes out as the bytes of its UTF-8. */
export function decodeReferences(value: string): string {
  return decode(value, binary)
}

const binary = (text: string): string => Buffer.from(text).toString('latin1')
