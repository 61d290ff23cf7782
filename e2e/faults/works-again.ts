import type { PageEvent } from './page.ts'

/** Whether a page works again: polls made since `mended` succeed in a row, and no WebSocket or download is missing. */
export function worksAgain(events: readonly PageEvent[], mended: number): boolean {
  const recent = events.filter((event) => event.kind === 'poll').slice(-5)
  const polls = recent.length === 5 && recent.every(({ at, status }) => at >= mended && status === 200)
  const socket = events.findLast((event) => event.kind === 'socket')
  const download = events.findLast((event) => event.kind === 'download')
  return polls && socket?.what !== 'ended' && download?.what !== 'broke' && download?.what !== 'short'
}
