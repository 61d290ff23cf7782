import type { AppState } from '../../shared/app-state.ts'
import { failureLine } from '../../shared/failure.ts'

/**
 * What a terminal that started the window is told, once there is something to say: where Porthole serves, and what;
 * undefined while that is not known yet.
 */
export function openedLine({ clusters, active, address }: AppState): string | undefined {
  if (address === null) return undefined
  const at = `on ${address}`
  const cluster = clusters.find(({ id }) => id === active)
  if (!cluster) return `Porthole is open and serves ${at}.`
  const { name, state, services } = cluster
  if ('failure' in state && state.failure)
    return `Porthole is open and serves ${at}. ${name}: ${failureLine(state.failure)}`
  if (state.phase !== 'connected' || services === null) return undefined
  return `Porthole is open and serves ${services === 1 ? '1 Service' : `${services} Services`} of ${name} ${at}.`
}
