import { failureKinds } from '../../../shared/failure.ts'
import type { Probe } from '../../../shared/probe.ts'
import { strings } from '../../app/strings.ts'

/** What a port answered, in a few words for a row: `HTTP · Grafana`. */
export function probeWords(probe: Probe): string {
  switch (probe.speaks) {
    case 'http':
    case 'https': {
      const { title, status } = probe
      const said = title ?? (status !== null && status >= 400 ? String(status) : '')
      const protocol = strings.probe.protocols[probe.speaks]
      return said === '' ? protocol : `${protocol} · ${said}`
    }
    case 'websocket':
    case 'grpc':
    case 'tcp':
      return strings.probe.speaks[probe.speaks]
    case 'unreachable':
      return strings.probe.unreachable[probe.failure.code] ?? strings.reason(probe.failure.code)
  }
}

/** The same for somebody who wants to know more. */
export function probeDetail(probe: Probe): string {
  if (probe.speaks !== 'unreachable') return probeWords(probe)
  return `${failureKinds[probe.failure.code].title}: ${probe.failure.message}`
}
