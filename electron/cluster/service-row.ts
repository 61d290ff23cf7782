import { addOnOf } from '../../shared/add-ons.ts'
import { clusterInfoNamespace } from '../../shared/cluster-info.ts'
import type { ServiceRow } from '../../shared/service.ts'
import type { ApiService } from './api-objects.ts'

/** The row of a Service without its endpoint counts. Only what the screen and the engine need is kept. */
export type ServiceFacts = Omit<ServiceRow, 'ready' | 'total'>

/** Labels that every tool adds and nobody searches for would drown the others. */
const noise =
  /^(helm\.sh\/|app\.kubernetes\.io\/managed-by|kubernetes\.io\/name|kubernetes\.io\/cluster-service|objectset\.rio)/

/** Where pods listen, if that is not the Service's own number. */
export function otherPort(target: number | undefined, port: number): { targetPort?: number } {
  return target === undefined || target === port ? {} : { targetPort: target }
}

/** More than any Service has of each: a row of 10,000 ports would take the window a second to draw. */
const mostPorts = 1_000
const mostAddresses = 100
const longestText = 1_000
const longestLabels = 16_000

/** A text that is not longer than it may be; a copy, since a part of a string keeps all of it. */
function cut(text: string, most = longestText): string {
  return text.length <= most ? text : Buffer.from(text.slice(0, most)).toString()
}

/** About how much memory (bytes) a row takes, beside that of the window. */
export function weightOf(facts: ServiceFacts | undefined): number {
  if (!facts) return 0
  const { name, namespace, uid, title, type, ports, external, labels } = facts
  const texts = [name, namespace, name, namespace, uid, title, type, labels, ...external]
  return ports.reduce(
    (sum, port) => sum + 100 + port.name.length + port.protocol.length + port.appProtocol.length,
    texts.reduce((sum, text) => sum + text.length + 16, 500),
  )
}

/** Takes from a Service what Porthole keeps. */
export function serviceFacts({ metadata, spec, status }: ApiService): ServiceFacts {
  const labels = metadata.labels ?? {}
  const ports = (spec?.ports ?? []).slice(0, mostPorts).map((port) => ({
    name: cut(port.name ?? ''),
    port: port.port,
    ...(typeof port.targetPort === 'number' && otherPort(port.targetPort, port.port)),
    protocol: cut(port.protocol ?? 'TCP'),
    appProtocol: cut(port.appProtocol ?? ''),
    nodePort: port.nodePort ?? 0,
  }))
  const headless = spec?.clusterIP === 'None'
  const addOn = addOnOf({ name: metadata.name, labels, ports, headless })
  const ingress = status?.loadBalancer?.ingress ?? []
  return {
    key: `${metadata.namespace}/${metadata.name}`,
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    title: cut(labels['kubernetes.io/name'] ?? ''),
    type: cut(spec?.type ?? 'ClusterIP'),
    // kubectl cluster-info looks in kube-system only.
    clusterService: labels['kubernetes.io/cluster-service'] === 'true' && metadata.namespace === clusterInfoNamespace,
    ...(addOn && { addOn: addOn.id }),
    ports,
    external: [
      ...ingress.map(({ ip, hostname }) => ip || (hostname ?? '')).filter((address) => address !== ''),
      ...(spec?.externalIPs ?? []),
      ...(spec?.externalName === undefined ? [] : [spec.externalName]),
    ]
      .slice(0, mostAddresses)
      .map((address) => cut(address)),
    labels: cut(
      Object.entries(labels)
        .filter(([key]) => !noise.test(key))
        .map(([key, value]) => `${key}=${value}`)
        .join(' '),
      longestLabels,
    ),
  }
}
