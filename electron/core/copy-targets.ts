import { proxySegment, servicePrefix } from '../../shared/classic-path.ts'
import type { CopyTarget } from '../../shared/copy-target.ts'
import { deepLink } from '../../shared/deep-link.ts'
import { originUrl } from '../../shared/origin.ts'
import { shellWord } from '../../shared/shell-word.ts'
import { isOpenable, schemeOf, type ServicePort, type ServiceRow, portId } from '../../shared/service.ts'

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

/** What is known of how others reach the cluster. */
export interface Elsewhere {
  /** An address of one of the cluster's Nodes. */
  nodeAddress?: string | undefined
  /** Its name in the kubeconfig; the demo cluster has none that others know. */
  context?: string | undefined
}

/** The two URLs of a Service's port, both with a trailing slash, without which a dashboard's relative links go astray. */
export function serviceUrls(row: ServiceRow, port: ServicePort, base: UrlBase): ServiceUrls {
  const { namespace, name } = row
  const label = portId(port)
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
 */
export function copyTargets(
  row: ServiceRow,
  port: ServicePort | undefined,
  base: UrlBase,
  { nodeAddress, context }: Elsewhere,
): CopyTarget[] {
  if (!port) return row.external.map((value) => ({ kind: 'external', label: 'External name', value, note: '' }))
  const external = externalAddresses(row, port, nodeAddress)
  if (!isOpenable(row, port)) return external
  const { classic, origin } = serviceUrls(row, port, base)
  return [
    { kind: 'classic', label: 'Proxy URL', value: classic, note: 'On this computer: as kubectl proxy serves it' },
    {
      kind: 'origin',
      label: 'Origin URL',
      value: origin,
      note: 'On this computer: for a browser, the page at its own root',
    },
    {
      kind: 'curl',
      label: 'curl command',
      value: `curl '${classic.replaceAll("'", '%27')}'`,
      note: 'On this computer: for a terminal',
    },
    ...(context === undefined ? [] : forOthers(row, port, context)),
    ...external,
  ]
}

/** What works on another computer too. */
function forOthers(row: ServiceRow, port: ServicePort, context: string): CopyTarget[] {
  const { namespace, name: service } = row
  const link = deepLink({ context, namespace, service, port: row.ports.length > 1 ? portId(port) : '', path: '/' })
  const local = port.port < 1024 ? port.port + 10_000 : port.port
  const at = `--context ${shellWord(context)} -n ${shellWord(namespace)}`
  return [
    {
      kind: 'link',
      label: 'Link for a colleague',
      value: link,
      note: 'For Porthole, where a context has this name',
    },
    {
      kind: 'kubectl',
      label: 'kubectl port-forward',
      value: `kubectl port-forward ${at} ${shellWord(`service/${service}`)} ${local}:${port.port}`,
      note: `Without Porthole: 127.0.0.1:${local} while it runs`,
    },
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
  const targets: CopyTarget[] = row.external.map((host) => {
    return { kind: 'external', label, value: at(host, port.port), note: '' }
  })
  if (port.nodePort !== 0 && nodeAddress !== undefined) {
    targets.push({ kind: 'external', label: 'Node port', value: at(nodeAddress, port.nodePort), note: '' })
  }
  return targets
}
