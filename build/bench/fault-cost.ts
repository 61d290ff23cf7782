import type { PageEvent } from '../../e2e/faults/page.ts'

/** What one fault cost a page. */
export interface Cost {
  /** Polls that brought no good answer. */
  readonly lost: number
  /** The longest that a poll took, ms. */
  readonly longest: number
  /** From the end of the fault until polls succeeded for good, ms; 0 when they never failed. */
  readonly pollsAgain: number
  /** How often the WebSocket ended, or did not open. */
  readonly socketEnded: number
  /** From the end of the fault until it was heard again, or a new one was open, ms; 0 when it was never silent. */
  readonly socketAgain: number
  readonly downloadBroke: number
  readonly downloadAgain: number
  /** Downloads that ended short of their length without an error: never may one. */
  readonly short: number
}

/** Reads the cost from what the page noticed since the fault began; `mended` is when it was over (ms since the epoch). */
export function costOf(events: readonly PageEvent[], mended: number): Cost {
  const polls = events.filter((event) => event.kind === 'poll')
  const sockets = events.filter((event) => event.kind === 'socket')
  const downloads = events.filter((event) => event.kind === 'download')
  const failed = polls.filter(({ status }) => status !== 200)
  const lastFailure = Math.max(...failed.map(({ at, ms }) => at + ms))
  const firstGood = polls.filter(({ status }) => status === 200).map(({ at, ms }) => at + ms)
  const since = (times: readonly number[]): number =>
    times.length === 0 ? 0 : Math.max(0, Math.max(...times) - mended)
  return {
    lost: failed.length,
    longest: Math.max(0, ...polls.map(({ ms }) => ms)),
    pollsAgain:
      failed.length === 0
        ? 0
        : since(
            firstGood
              .filter((at) => at >= lastFailure)
              .sort(ascending)
              .slice(0, 1),
          ),
    socketEnded: sockets.filter(({ what }) => what === 'ended').length,
    socketAgain: since(sockets.filter(({ what }) => what !== 'ended').map(({ at }) => at)),
    downloadBroke: downloads.filter(({ what }) => what === 'broke').length,
    downloadAgain: since(downloads.filter(({ what }) => what === 'flows' || what === 'resumed').map(({ at }) => at)),
    short: downloads.filter(({ what }) => what === 'short').length,
  }
}

const ascending = (a: number, b: number): number => a - b
