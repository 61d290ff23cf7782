import { isOpenable, preferredPort, type ServicePort, type ServiceRow, schemeOf } from '../../../shared/service.ts'
import { strings } from '../../app/strings.ts'

/** The ports with the one that *Open* chooses first. */
export function orderedPorts(row: ServiceRow): readonly ServicePort[] {
  const preferred = preferredPort(row)
  return preferred ? [preferred, ...row.ports.filter((port) => port !== preferred)] : row.ports
}

/** What a port is known to speak, for a badge; empty when nothing says so, or when its name says it already. */
export function protocolOf(port: ServicePort): string {
  if (port.protocol !== 'TCP') return port.protocol
  const protocol = spoken(port)
  return port.name.toLowerCase().includes(protocol.toLowerCase()) ? '' : protocol
}

function spoken(port: ServicePort): string {
  const said = port.appProtocol.toLowerCase()
  if (said.includes('grpc')) return 'gRPC'
  if (said === 'h2c' || said === 'kubernetes.io/h2c') return 'HTTP/2'
  if (said.endsWith('ws') || said.endsWith('wss')) return 'WebSocket'
  if (schemeOf(port) === 'https') return 'HTTPS'
  return said === 'http' ? 'HTTP' : ''
}

/** Why a port cannot be opened; undefined when it can. */
export function whyNotOpenable(row: ServiceRow, port: ServicePort): string | undefined {
  if (isOpenable(row, port)) return undefined
  return row.type === 'ExternalName' ? strings.notOpenable.external : strings.notOpenable.protocol(port.protocol)
}

/** Why nothing of a Service can be opened; undefined when something can. */
export function whyNothingOpenable(row: ServiceRow): string | undefined {
  if (preferredPort(row)) return undefined
  const [first] = row.ports
  if (row.type === 'ExternalName') return strings.notOpenable.external
  return first ? strings.notOpenable.protocol(first.protocol) : strings.notOpenable.noPorts
}

/** The name a person knows a Service by: for a cluster service the one that `kubectl cluster-info` prints. */
export function shownName(row: ServiceRow): string {
  return row.clusterService && row.title !== '' ? row.title : row.name
}
