import { FailureError } from '../../shared/failure.ts'
import { isSignInFailure } from '../../shared/sign-in-failure.ts'
import { apiJson, apiStream } from './api-client.ts'
import { AnswerError, networkFailure, saidBy } from './api-failure.ts'
import { watchEventSchema, type WatchEvent } from './api-objects.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { isTooLarge } from './json-scan.ts'
import { readLines } from './read-lines.ts'

/** The version to watch from is too old (410 Gone): only a new list helps. */
export class ResourceExpired extends Error {}

/** The API server's answer is 410 Gone. */
export const isExpired = (error: unknown): boolean => error instanceof AnswerError && error.status === 410

/** What a Status of 410 is called, where what stands between leaves out its code. */
const expiredReasons: ReadonlySet<string> = new Set(['Expired', 'Gone'])

/** After so much silence (ms) the server is asked whether it is still there, since a cut network sends nothing. */
const silence = 20_000

/** How long (ms) it may take to say so. */
const answersWithin = 5_000

/**
 * After so much silence (ms) the watch ends although the server answers: it sends a bookmark every 60 to 63 s, so this
 * one connection may be dead without either side having closed it, behind a load balancer that forgot it, say. To begin
 * anew from the same version costs one request; sooner, and no bookmark would ever come.
 */
const longSilence = 80_000

/** Why it ends then, which is no failure. */
const stale = new Error('nothing has come for long')

export interface WatchHandlers {
  open: () => void
  event: (event: Exclude<WatchEvent, { type: 'ERROR' }>) => void
}

/**
 * Watches a collection from a resource version until the server closes the stream, which it does every few minutes, or
 * has been silent for so long that its connection is in doubt. Throws {@link ResourceExpired} on 410 and a FailureError
 * on everything else.
 */
export async function watch(
  access: ClusterAccess,
  path: string,
  version: string,
  signal: AbortSignal,
  { open, event }: WatchHandlers,
): Promise<void> {
  const dead = new AbortController()
  const either = AbortSignal.any([signal, dead.signal])
  const query = new URLSearchParams({
    watch: 'true',
    resourceVersion: version,
    allowWatchBookmarks: 'true',
    // client-go spreads its watches over 5 to 10 minutes, so that they do not all end together.
    timeoutSeconds: String(Math.round(300 + 300 * Math.random())),
  })
  const stream = await apiStream(access, { path: `${path}?${query}`, signal: either }).catch((error: unknown) => {
    throw isExpired(error) ? new ResourceExpired() : error
  })
  open()
  let quiet = 0
  let asking = new AbortController()
  const lookAfter = async (): Promise<void> => {
    // In the place of the one before: while somebody signs in they would gather, and all go out together.
    asking.abort()
    const { signal: replaced } = (asking = new AbortController())
    try {
      // Not limited as a whole: somebody may have to sign in first, which is no silence of the server's.
      const unlessReplaced = AbortSignal.any([either, replaced])
      await apiJson(access, { path: '/version', signal: unlessReplaced, silence: answersWithin })
    } catch (error) {
      const code = error instanceof FailureError ? error.failure.code : 'connection-lost'
      // Who must sign in again may still get what runs: it ends when the server ends it.
      if (either.aborted || replaced.aborted || isSignInFailure(code)) return
      // An answer is a sign of life, even a no: /version may be closed to this user.
      if (!(error instanceof AnswerError)) {
        dead.abort(new FailureError(code, `${access.server} no longer answers.`, { cause: error }))
        return
      }
    }
    if (quiet < longSilence) return
    dead.abort(stale)
  }
  const watchdog = setInterval(() => {
    quiet += silence
    void lookAfter()
  }, silence)
  try {
    for await (const line of readLines(stream)) {
      quiet = 0
      watchdog.refresh()
      if (line !== '') event(parseEvent(line, access.server))
    }
  } catch (error) {
    if (dead.signal.reason === stale) return
    if (dead.signal.aborted) throw dead.signal.reason
    if (error instanceof ResourceExpired || signal.aborted) throw error
    throw networkFailure(error, access.server)
  } finally {
    clearInterval(watchdog)
    stream.destroy()
  }
}

function parseEvent(line: string, server: string): Exclude<WatchEvent, { type: 'ERROR' }> {
  const event = readEvent(line)
  if (event === 'broken') throw new FailureError('connection-lost', `${server} broke off within an event.`)
  if (event === 'unknown') throw new FailureError('not-kubernetes', `${server} does not answer with a watch.`)
  if (event.type !== 'ERROR') return event
  if (event.object.code === 410 || expiredReasons.has(event.object.reason ?? '')) throw new ResourceExpired()
  throw new FailureError(
    'api-server-error',
    `The API server ended the watch: ${saidBy(event.object.message) || 'no reason given'}`,
  )
}

function readEvent(line: string): WatchEvent | 'broken' | 'unknown' {
  if (isTooLarge(Buffer.from(line))) return 'unknown'
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return line.startsWith('{') ? 'broken' : 'unknown'
  }
  const event = watchEventSchema.safeParse(value)
  return event.success ? event.data : 'unknown'
}
