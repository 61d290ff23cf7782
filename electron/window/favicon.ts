import type { Session } from 'electron'
import { faviconCandidates, faviconLimit, imageType } from '../../shared/favicon-rules.ts'
import { drawIcon } from './draw-icon.ts'

/** Milliseconds after which a favicon is done without. */
const patience = 10_000

/**
 * A page's favicon as a data: URL of a PNG, fetched by main through the page's own session (it may need its cookies): the app's
 * page may not load anything from a Service. Null when there is none that can be shown.
 *
 * @param urls as `page-favicon-updated` reports them
 * @param origin the page's origin
 */
export async function fetchFavicon(session: Session, urls: readonly string[], origin: string): Promise<string | null> {
  for (const url of faviconCandidates(urls, origin)) {
    const image = url.startsWith('data:') ? url : await fetchImage(session, url)
    const icon = image === undefined ? null : await drawIcon(image)
    if (icon !== null) return icon
  }
  return null
}

async function fetchImage(session: Session, url: string): Promise<string | undefined> {
  try {
    const response = await session.fetch(url, {
      credentials: 'include',
      // A redirect could lead main to another origin.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    const type = imageType(response.headers.get('content-type'))
    const bytes = response.ok && type !== undefined ? await readUpTo(response, faviconLimit) : undefined
    return bytes && `data:${type};base64,${bytes.toString('base64')}`
  } catch {
    // No icon is worth a message: the tab shows a letter instead.
    return undefined
  }
}

/** The body, or undefined when it is empty or longer than the limit. */
async function readUpTo(response: Response, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length > limit) {
      await reader?.cancel()
      return undefined
    }
    chunks.push(part.value)
  }
  return length > 0 ? Buffer.concat(chunks) : undefined
}
