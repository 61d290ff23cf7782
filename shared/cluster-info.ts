import { servicePrefix } from './classic-path.ts'

/** The namespace whose labelled Services `kubectl cluster-info` prints when no `-n` is given. */
export const clusterInfoNamespace = 'kube-system'
/** The label selector by which kubectl finds them. */
export const clusterInfoSelector = 'kubernetes.io/cluster-service=true'

/** What cluster-info needs of a Service, shaped as the API returns it. */
export interface ClusterInfoService {
  metadata: { name: string; namespace: string; labels?: Record<string, string> }
  spec: { ports?: readonly { name?: string; port: number }[] }
  status?: { loadBalancer?: { ingress?: readonly { ip?: string; hostname?: string }[] } }
}

/**
 * What `kubectl cluster-info` prints, byte for byte and without colour (kubectl's `clusterinfo.go`), final newline
 * included.
 *
 * @param server the API server's URL exactly as the kubeconfig has it
 * @param services the Services found by {@link clusterInfoSelector} in {@link clusterInfoNamespace}, in the API's order
 */
export function clusterInfoText(server: string, services: readonly ClusterInfoService[]): string {
  const lines = services.map((service) => `${clusterInfoName(service)} is running at ${link(server, service)}\n`)
  return (
    `Kubernetes control plane is running at ${server}\n${lines.join('')}\n` +
    `To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`
  )
}

/** The name under which cluster-info lists a Service: its label `kubernetes.io/name`, else its own name. */
export function clusterInfoName({ metadata }: ClusterInfoService): string {
  const label = metadata.labels?.['kubernetes.io/name'] ?? ''
  return label === '' ? metadata.name : label
}

function link(server: string, { metadata, spec, status }: ClusterInfoService): string {
  const ports = spec.ports ?? []
  const ingress = status?.loadBalancer?.ingress?.[0]
  if (ingress) {
    const host = ingress.ip === undefined || ingress.ip === '' ? (ingress.hostname ?? '') : ingress.ip
    return ports.map((port) => `http://${host}:${port.port} `).join('')
  }
  return server + servicePrefix(metadata.namespace, clusterInfoSegment(metadata.name, ports[0]))
}

/** kubectl's guess for a Service's first port: https when it is named so or numbered 443; the port's name, never its number. */
export function clusterInfoSegment(name: string, port: { name?: string; port: number } | undefined): string {
  const portName = port?.name ?? ''
  if (portName === 'https' || port?.port === 443) return `https:${name}:${portName}`
  return portName === '' ? name : `${name}:${portName}`
}
