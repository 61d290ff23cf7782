import type { IncomingMessage } from 'node:http'

const longestFormBytes = 64 * 1024

/** Reads a posted form (application/x-www-form-urlencoded). Throws when it is longer than 64 KiB. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += (chunk as Buffer).length
    if (length > longestFormBytes) throw new Error('the form is too long')
    chunks.push(chunk as Buffer)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

/** The value of a cookie; undefined when the request does not carry it. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(/;\s*/)
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}
