import { proxySegment, servicePrefix } from '../../shared/classic-path.ts'
import type { CopyTarget } from '../../shared/copy-target.ts'
import { originUrl } from '../../shared/origin.ts'
import { isOpenable, schemeOf, type ServicePort, type ServiceRow } from '../../shared/service.ts'

export interface ServiceUrls {
  classic: string
  origin: string
}

export interface UrlBase {
  /** See `clusterLabel`. */
  cluster: string
  /** Port of the listener that serves this cluster's classic URLs. */
  classicPort: number
  /** Port of the listener whose origins are handed out. */
  originPort: number
}

/** The two URLs of a Service's port, both with a trailing slash, without which a dashboard's relative links go astray. */
export function serviceUrls(row: ServiceRow, port: ServicePort, base: UrlBase): ServiceUrls {
  const { namespace, name } = row
  const label = port.name === '' ? String(port.port) : port.name
  return {
    classic: `http://127.0.0.1:${base.classicPort}${servicePrefix(namespace, proxySegment(name, port))}/`,
    // The only port of a Service need not be named.
    origin: originUrl(
      { cluster: base.cluster, namespace, service: name, port: row.ports.length > 1 ? label : '' },
      base.originPort,
    ),
  }
}

/**
 * What *Copy URL* offers for a port, the proxy URL first; for a Service that is exposed by itself also its external
 * addresses, since those need no proxy.
 *
 * @param nodeAddress an address of one of the cluster's Nodes, where one is known
 */
export function copyTargets(
  row: ServiceRow,
  port: ServicePort | undefined,
  base: UrlBase,
  nodeAddress: string | undefined,
): CopyTarget[] {
  if (!port) return row.external.map((address) => ({ kind: 'external', label: 'External name', value: address }))
  const external = externalAddresses(row, port, nodeAddress)
  if (!isOpenable(row, port)) return external
  const { classic, origin } = serviceUrls(row, port, base)
  return [
    { kind: 'classic', label: 'Proxy URL', value: classic },
    { kind: 'origin', label: 'Origin URL', value: origin },
    { kind: 'curl', label: 'curl command', value: `curl '${classic}'` },
    ...external,
  ]
}

function externalAddresses(row: ServiceRow, port: ServicePort, nodeAddress: string | undefined): CopyTarget[] {
  const at = (host: string, number: number): string => {
    const name = host.includes(':') ? `[${host}]` : host
    if (port.protocol !== 'TCP') return `${name}:${number}`
    const scheme = schemeOf(port)
    return `${scheme}://${name}${number === (scheme === 'https' ? 443 : 80) ? '' : `:${number}`}/`
  }
  const label =
    row.type === 'LoadBalancer' ? 'Load balancer' : row.type === 'ExternalName' ? 'External name' : 'External IP'
  const targets: CopyTarget[] = row.external.map((host) => ({ kind: 'external', label, value: at(host, port.port) }))
  if (port.nodePort !== 0 && nodeAddress !== undefined) {
    targets.push({ kind: 'external', label: 'Node port', value: at(nodeAddress, port.nodePort) })
  }
  return targets
}
