import { createInterface } from 'node:readline'
import { FailureError } from '../../shared/failure.ts'
import { apiJson, apiStream } from './api-client.ts'
import { AnswerError, networkFailure } from './api-failure.ts'
import { watchEventSchema, type WatchEvent } from './api-objects.ts'
import type { ClusterAccess } from './cluster-access.ts'

/** The version to watch from is too old (410 Gone): only a new list helps. */
export class ResourceExpired extends Error {}

/** After so much silence (ms) the server is asked whether it is still there, since a cut network sends nothing. */
const silence = 20_000

export interface WatchHandlers {
  open: () => void
  event: (event: Exclude<WatchEvent, { type: 'ERROR' }>) => void
}

/**
 * Watches a collection from a resource version until the server closes the stream, which it does every few minutes.
 * Throws {@link ResourceExpired} on 410 and a FailureError on everything else.
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
    throw error instanceof AnswerError && error.status === 410 ? new ResourceExpired() : error
  })
  open()
  const watchdog = setInterval(() => {
    apiJson(access, { path: '/version', signal: AbortSignal.any([either, AbortSignal.timeout(5_000)]) }).catch(
      (error: unknown) => {
        // An answer is a sign of life, even a no: /version may be closed to this user.
        if (either.aborted || error instanceof AnswerError) return
        const lost = new FailureError('connection-lost', `${access.server} no longer answers.`, { cause: error })
        dead.abort(lost)
      },
    )
  }, silence)
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  // readline does not hand on its input's errors.
  const broken = new Promise<never>((_, reject) => stream.once('error', reject))
  const read = async (): Promise<void> => {
    for await (const line of lines) {
      if (line === '') continue
      watchdog.refresh()
      event(parseEvent(line))
    }
  }
  try {
    await Promise.race([read(), broken])
  } catch (error) {
    if (dead.signal.aborted) throw dead.signal.reason
    if (error instanceof ResourceExpired || signal.aborted) throw error
    throw networkFailure(error, access.server)
  } finally {
    clearInterval(watchdog)
    lines.close()
    stream.destroy()
  }
}

function parseEvent(line: string): Exclude<WatchEvent, { type: 'ERROR' }> {
  const event = watchEventSchema.parse(JSON.parse(line))
  if (event.type !== 'ERROR') return event
  if (event.object.code === 410) throw new ResourceExpired()
  throw new FailureError(
    'api-server-error',
    `The API server ended the watch: ${event.object.message ?? 'no reason given'}`,
  )
}
