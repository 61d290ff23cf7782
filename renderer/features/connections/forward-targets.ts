import { type ServiceRow, portId } from '../../../shared/service.ts'

export interface ForwardTargetChoice {
  /** `namespace/service:port`. */
  label: string
  namespace: string
  name: string
  /** The port's name, or its number where it has none. */
  port: string
  number: number
}

/** Every TCP port of every Service, as a person would write it. */
export function forwardTargets(rows: readonly ServiceRow[]): readonly ForwardTargetChoice[] {
  return rows
    .filter(({ type }) => type !== 'ExternalName')
    .flatMap(({ key, namespace, name, ports }) =>
      ports
        .filter(({ protocol }) => protocol === 'TCP')
        .map((port) => ({
          label: `${key}:${port.port}`,
          namespace,
          name,
          port: portId(port),
          number: port.port,
        })),
    )
}

/** The port that a text names: by number or by name; without either the Service's first, without a namespace the only one. */
export function targetOf(targets: readonly ForwardTargetChoice[], text: string): ForwardTargetChoice | undefined {
  const [, namespace, name, port] = /^(?:([^/:]+)\/)?([^/:]+)(?::(.+))?$/.exec(text.trim()) ?? []
  const matching = targets.filter(
    (one) => one.name === name && (namespace === undefined || one.namespace === namespace),
  )
  if (new Set(matching.map((one) => one.namespace)).size > 1) return undefined
  return port === undefined ? matching[0] : matching.find((one) => one.port === port || String(one.number) === port)
}

/** No more are shown: who does not see theirs types one letter more. */
const most = 8

/** Those that a text may become, in the order of the list; none when it is one of them already. */
export function suggestionsOf(targets: readonly ForwardTargetChoice[], text: string): readonly ForwardTargetChoice[] {
  const typed = text.trim().toLowerCase()
  const found: ForwardTargetChoice[] = []
  for (const one of targets) {
    if (one.label === typed) return []
    if (found.length < most && one.label.includes(typed)) found.push(one)
  }
  return found
}
