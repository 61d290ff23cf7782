import type { AppState } from '../../shared/app-state.ts'

/** Gives what is new to a log with each state: how a cluster stands, and by which failure. */
export function stateChanges(log: (line: string) => void): (state: AppState) => void {
  const known = new Map<string, string>()
  const tell = (what: string, now: string): void => {
    const before = known.get(what)
    known.set(what, now)
    if (before !== now && !(before === undefined && (now === 'idle' || now === 'well'))) log(`${what}: ${now}`)
  }
  return ({ clusters, kubeconfig, settings }) => {
    for (const { id, state } of clusters) {
      const failure = 'failure' in state ? state.failure : null
      tell(`cluster ${id}`, failure ? `${state.phase} (${failure.code}): ${failure.message}` : state.phase)
    }
    tell('kubeconfig', kubeconfig.failure ? `${kubeconfig.failure.code}: ${kubeconfig.failure.message}` : 'well')
    tell('settings', settings ? `${settings.code}: ${settings.message}` : 'well')
  }
}
