import { failureKinds } from '../../../shared/failure.ts'
import type { Probe } from '../../../shared/probe.ts'
import { strings } from '../../app/strings.ts'

/**
 * What a port answered, in a few words for a row: the title of its page, else what it speaks.
 *
 * @param beside what stands there already
 */
export function probeWords(probe: Probe, beside = ''): string {
  switch (probe.speaks) {
    case 'http':
    case 'https': {
      const { status } = probe
      const title = isSaid(probe, beside) ? null : probe.title
      const protocol = strings.probe.protocols[probe.speaks]
      return title ?? (status !== null && status >= 400 ? `${protocol} · ${status}` : protocol)
    }
    case 'websocket':
    case 'grpc':
    case 'tcp':
      return strings.probe.speaks[probe.speaks]
    case 'unreachable':
      return strings.probe.unreachable[probe.failure.code] ?? strings.reason(probe.failure.code)
  }
}

/** What the words leave out; undefined when they say all. */
export function probeDetail(probe: Probe): string | undefined {
  if ('title' in probe && probe.title !== null) return `${strings.probe.protocols[probe.speaks]} · ${probe.title}`
  if (probe.speaks === 'unreachable') return `${failureKinds[probe.failure.code].title}: ${probe.failure.message}`
  return undefined
}

/** Whether the title of a port's page says no more than a name beside it. */
export function isSaid(probe: Probe, name: string): boolean {
  return 'title' in probe && probe.title?.toLowerCase() === name.toLowerCase()
}

/** Whether a port answered with a page whose title has a name in it. */
export function isCalled(probe: Probe | undefined, name: string): boolean {
  return probe !== undefined && 'title' in probe && probe.title?.toLowerCase().includes(name.toLowerCase()) === true
}
