import type { ClusterState } from '../../../shared/cluster-state.ts'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import { strings } from '../../app/strings.ts'
import { secondsUntil, timeOf } from '../../app/time.ts'
import type { DotShape, DotTone } from '../../ui/dot.tsx'

/** How a cluster stands, and whether its sign-in command waits for somebody. */
type Standing = Pick<ClusterSummary, 'state' | 'asks'>

/** The look of a cluster's state. */
export function clusterDot({ state, asks }: Standing): { shape: DotShape; tone: DotTone } {
  if (asks !== '') return { shape: 'half', tone: 'warn' }
  switch (state.phase) {
    case 'idle':
      return { shape: 'ring', tone: 'faint' }
    case 'connecting':
      return state.failure ? { shape: 'cross', tone: 'bad' } : { shape: 'busy', tone: 'accent' }
    case 'connected':
      return { shape: 'full', tone: 'ok' }
    case 'degraded':
      return { shape: 'half', tone: 'warn' }
    case 'disconnected':
      return state.failure ? { shape: 'cross', tone: 'bad' } : { shape: 'dashed', tone: 'faint' }
  }
}

/** When the next try starts; undefined when no try is waited for. */
export function retryAtOf(state: ClusterState): number | undefined {
  return state.phase === 'connecting' || state.phase === 'degraded' ? (state.retryAt ?? undefined) : undefined
}

/** The state in the sidebar: two words beside the name. */
export function shortWords({ state, asks, services }: ClusterSummary, now: number): string {
  const words = strings.clusters
  if (asks !== '') return words.asks
  switch (state.phase) {
    case 'idle':
      return words.idle
    case 'connecting':
      if (!state.failure) return words.connecting
      return words.retry(state.retryAt === null ? 0 : secondsUntil(state.retryAt, now))
    case 'connected':
      return services === null ? '' : strings.count(services)
    case 'degraded':
      return words.retry(state.retryAt === null ? 0 : secondsUntil(state.retryAt, now))
    case 'disconnected':
      return state.failure ? words.failed : words.disconnected
  }
}

/** When the next try is, in words. */
export function nextTry(retryAt: number | null, now: number): string {
  return strings.nextTry(retryAt === null ? 0 : secondsUntil(retryAt, now))
}

/** The state in one line, for the status bar. */
export function longWords({ state, asks }: Standing, now: number): string {
  const words = strings.state
  if (asks !== '') return words.asks
  switch (state.phase) {
    case 'idle':
      return words.idle
    case 'connecting':
      if (!state.failure) return words.connecting(strings.connecting.waiting[state.step])
      return words.waiting(strings.reason(state.failure.code), nextTry(state.retryAt, now))
    case 'connected':
      return words.connected(timeOf(state.since, now))
    case 'degraded':
      return words.degraded(timeOf(state.since, now), strings.reason(state.failure.code), nextTry(state.retryAt, now))
    case 'disconnected':
      return state.failure
        ? words.failed(timeOf(state.since, now), strings.reason(state.failure.code))
        : words.disconnected(timeOf(state.since, now))
  }
}

/**
 * Two letters for each name in the narrow rail: of the word that the fewest of them share, and of those the last one, since
 * long context names differ at their end. Of thousands of names only those in sight are asked for.
 */
export function railLetters(names: readonly string[]): (name: string) => string {
  const wordsOf = (name: string) => name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean)
  const counts = new Map<string, number>()
  for (const word of names.flatMap((name) => [...new Set(wordsOf(name))])) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (name) => {
    const all = wordsOf(name)
    const words = all.filter((word) => /^\p{L}./u.test(word))
    const [best = all.at(-1) ?? name] = words.toReversed().sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))
    return Array.from(best).slice(0, 2).join('')
  }
}
