import { shellWord } from '../../../shared/shell-word.ts'

/** The command that shows the Pods of a Service; undefined for a Service that selects none by labels. */
export function podsCommand(namespace: string, selector: Readonly<Record<string, string>>): string | undefined {
  const labels = Object.entries(selector).map(([name, value]) => `${name}=${value}`)
  return labels.length === 0
    ? undefined
    : `kubectl get pods -n ${shellWord(namespace)} -l ${shellWord(labels.join(','))}`
}
