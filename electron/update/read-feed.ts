import { FailureError } from '../../shared/failure.ts'
import { type Feed, metadataUrl, signatureUrl, type UpdateChannel } from './feed.ts'
import type { SignedMetadata } from './release.ts'

/** Of an answer, bytes: metadata has a few hundred. */
const sizeLimit = 64 * 1024

export interface FeedRequest {
  /** Electron's, which knows the system's proxy; or Node's. */
  readonly fetch: (url: string, init: { signal: AbortSignal }) => Promise<Response>
  /** For the whole of an answer, milliseconds. */
  readonly limit: number
}

/** Asks a feed for its metadata and the signature beside it. Throws a FailureError that says who did not answer, and how. */
export async function readFeed(feed: Feed, channel: UpdateChannel, request: FeedRequest): Promise<SignedMetadata> {
  const bytes = await body(metadataUrl(feed, channel), request)
  if (bytes === undefined)
    throw new FailureError('update-unreachable', `It has no ${described(metadataUrl(feed, channel))}.`)
  const signature = await body(signatureUrl(feed, channel), request)
  return { bytes, signature: signature && new TextDecoder().decode(signature) }
}

/** Undefined when there is no such file. */
async function body(url: string, { fetch, limit }: FeedRequest): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(limit) })
    if (response.status === 404) return undefined
    if (!response.ok)
      throw new FailureError('update-unreachable', `It answers ${response.status} for ${described(url)}.`)
    return await limited(response, url)
  } catch (error) {
    if (error instanceof FailureError) throw error
    throw new FailureError('update-unreachable', said(error, url, limit), { cause: error })
  }
}

async function limited(response: Response, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array
    length += bytes.length
    if (length > sizeLimit) throw new FailureError('update-feed-invalid', `It is too large: ${described(url)}.`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function said(error: unknown, url: string, limit: number): string {
  if (!(error instanceof Error)) return `${described(url)}.`
  if (error.name === 'TimeoutError') return `Nothing within ${limit / 1000} s: ${described(url)}.`
  const cause = error.cause instanceof Error ? error.cause.message : error.message
  return `${described(url)}: ${cause}.`
}

/** `latest.yml at releases.example`: which file, and where. */
function described(url: string): string {
  const { host, pathname } = new URL(url)
  return `${pathname.split('/').at(-1) ?? ''} at ${host}`
}
