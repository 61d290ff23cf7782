import type { IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Profile } from '../../shared/profile.ts'
import type { Exchange } from './exchange.ts'
import { wantsPage } from './failure-answer.ts'
import { localHost } from './host-names.ts'
import { profileKey, type ListedPort, type Reach } from './reach.ts'
import { mayNameHosts, namesHost } from './unrewrite/host.ts'
import type { LocalName } from './unrewrite/location.ts'
import type { UpstreamAnswer } from './upstream-answer.ts'

/** What an application tells its page's scripts of itself is small, in bytes; bundles and data are not searched. */
const maxSettings = 64 * 1024
/** The same, decoded. */
const maxDecoded = 1024 * 1024

interface Asked {
  request: IncomingMessage
  port: ListedPort
  upgrade: boolean
}

/**
 * By which an application may go whatever it is told, as one does that has an address of its own in its settings: pages, and
 * what their scripts read, are searched for it, and from the first that holds it on the application is told that name too.
 */
export function fixedName(
  { profiles }: Reach,
  { request, port, upgrade }: Asked,
  { scheme, set }: Profile,
  own: string,
): LocalName | undefined {
  if (upgrade || set.host || !(wantsPage(request) || isForScripts(request))) return undefined
  const found = (): void => profiles.learn(profileKey(port.cluster.id, port.row, port.port), { host: 'localhost' })
  return { host: localHost(port, scheme), own, found }
}

/** A script of a page asks for data, or the page for a script: browsers say so (Fetch Metadata). */
function isForScripts({ method, headers }: IncomingMessage): boolean {
  const dest = headers['sec-fetch-dest']
  return method === 'GET' && (dest === 'empty' || dest === 'script')
}

export const isHtml = (type: string): boolean => /^text\/html\b/i.test(type)

/** Whether an answer may be what the scripts of a page read, and is only looked for the application's name. */
export function mayBeSettings({ rewritten }: Exchange, { status, headers }: UpstreamAnswer): boolean {
  const { 'content-type': type = '', 'content-length': length } = headers
  const isSmall = length !== undefined && Number(length) <= maxSettings
  return rewritten?.local?.found !== undefined && status === 200 && isSmall && !isHtml(type) && mayNameHosts(type)
}

/** Whether an answer that is only looked for the name is searched while it passes: data of no known length are, as pages. */
export function isSearched(exchange: Exchange, answer: UpstreamAnswer): boolean {
  const { 'content-type': type = '', 'content-length': length, trailer } = answer.headers
  const isOpen = length === undefined && trailer === undefined && answer.status === 200
  return isHtml(type) || mayBeSettings(exchange, answer) || (isOpen && /^application\/(json|yaml)\s*(;|$)/i.test(type))
}

/** Reads it, and forgets the name where it is not in it. */
export async function lookForName(exchange: Exchange, answer: UpstreamAnswer): Promise<void> {
  const { body } = await answer.look(maxSettings)
  const { rewritten } = exchange
  if (!rewritten?.local || isNamedIn(body, answer.headers['content-encoding'], rewritten.local)) return
  const { local: _, ...others } = rewritten
  exchange.rewritten = others
}

function isNamedIn(body: Buffer, encoding: string | undefined, local: LocalName): boolean {
  try {
    return namesHost(decoded(body, encoding).toString('latin1'), local)
  } catch {
    // Whatever it is, it is no text.
    return false
  }
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  const limit = { maxOutputLength: maxDecoded }
  if (encoding === 'gzip') return gunzipSync(body, limit)
  return encoding === 'br' ? brotliDecompressSync(body, limit) : body
}
