import type { IncomingHttpHeaders } from 'node:http'

/** An origin, scheme and host, as the browser calls it and as its application is told. */
export interface ToldOrigin {
  from: string
  to: string
}

/**
 * The URLs of an origin in what a page sends, as its application knows itself: where a sign-in is to lead back to, or a
 * setting that the page was given by that name. They may be escaped as in JSON and in queries, and in queries of queries.
 */
export function tellUrls(text: string, { from, to }: ToldOrigin): string {
  const { host: own } = splitOrigin(from)
  const bare = own.split(':')[0] ?? own
  // Nearly nothing that is sent has any.
  if (!text.toLowerCase().includes(bare)) return text
  const { scheme, host } = splitOrigin(to)
  return text.replace(urlOf(own), (_url, known: string, colon: string, slashes: string) => {
    const told = known.toLowerCase().startsWith('ws') ? scheme.replace('http', 'ws') : scheme
    return told + colon + slashes + host.replace(':', colon)
  })
}

/** The same in a body of this type: of a form in parts in its fields alone. A file is what somebody has chosen. */
export function tellUrlsIn(body: string, type: string, origin: ToldOrigin): string {
  if (!/^multipart\//i.test(type)) return tellUrls(body, origin)
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? []
  const border = `--${quoted ?? bare ?? ''}`
  const isFile = (part: string): boolean => /;\s*filename\*?=/i.test(part.split('\r\n\r\n', 1)[0] ?? '')
  const parts = border === '--' ? [] : body.split(border)
  return parts.length < 2 ? body : parts.map((part) => (isFile(part) ? part : tellUrls(part, origin))).join(border)
}

const colons = '(?::|%(?:25)*3a)'

function urlOf(host: string): RegExp {
  const named = host.replaceAll('.', '\\.').replace(':', colons)
  return new RegExp(`(http|ws)(${colons})((?:\\\\?/|%(?:25)*2f){2})${named}(?![\\w.@:-]|%(?:25)*(?:3a|40))`, 'gi')
}

function splitOrigin(origin: string): { scheme: string; host: string } {
  const [scheme = '', host = ''] = origin.split('://')
  return { scheme, host }
}

/** What says what the body is, byte for byte. */
const digests = ['content-encoding', 'content-md5', 'digest', 'content-digest', 'repr-digest', 'x-amz-content-sha256']

const kinds = /^(application\/(x-www-form-urlencoded|([\w.-]+\+)?json)|multipart\/form-data)\s*(;|$)/i

/** Whether a body is one in which a page of the application names it: its forms, and the JSON of its scripts. */
export function maySendUrls(headers: IncomingHttpHeaders): boolean {
  const { 'content-type': type = '', 'sec-fetch-site': site } = headers
  if (site !== 'same-origin' || !kinds.test(type)) return false
  return digests.every((name) => headers[name] === undefined)
}
