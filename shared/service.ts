import { z } from 'zod'
import { addOnById, addOnPort } from './add-ons.ts'

/** What a URL to a port must speak. Kubernetes does not store it, so it is derived: see {@link schemeOf}. */
export type Scheme = 'http' | 'https'

export const servicePortSchema = z.object({
  /** `spec.ports[].name`; empty for the unnamed port, of which a Service has at most one. */
  name: z.string(),
  port: z.number().int(),
  /** Where its pods listen, if that is another number and known. */
  targetPort: z.number().int().optional(),
  protocol: z.string(),
  appProtocol: z.string(),
  /** 0 when the Service has none. */
  nodePort: z.number().int(),
})
export type ServicePort = z.infer<typeof servicePortSchema>

export const serviceRowSchema = z.object({
  /** `namespace/name`, unique in a cluster. */
  key: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** `metadata.uid`: tells a Service from another one that later takes its name. */
  uid: z.string(),
  /** The label `kubernetes.io/name`, which `kubectl cluster-info` prints instead of the name; else empty. */
  title: z.string(),
  /** `spec.type`: ClusterIP, NodePort, LoadBalancer or ExternalName. */
  type: z.string(),
  /** The id of the well-known application that it is the page of, if any: see `addOnById`. */
  addOn: z.string().optional(),
  /** Labelled `kubernetes.io/cluster-service=true`. */
  clusterService: z.boolean(),
  ports: z.array(servicePortSchema),
  /** Ready and all endpoints; null while the EndpointSlices are unknown. */
  ready: z.number().int().nullable(),
  total: z.number().int().nullable(),
  /** IPs and host names under which the Service is exposed by itself: load balancer, externalIPs, externalName. */
  external: z.array(z.string()),
  /** `key=value`, space-separated: what search looks through. */
  labels: z.string(),
})
export type ServiceRow = z.infer<typeof serviceRowSchema>

/** Health in front of a name. `none` is a Service without any endpoint, `unknown` one whose endpoints we may not see. */
export const healthSchema = z.enum(['ready', 'partial', 'down', 'none', 'unknown'])
export type Health = z.infer<typeof healthSchema>

/** The health of a Service from its endpoint counts; an ExternalName has none of its own. */
export function healthOf(row: Pick<ServiceRow, 'ready' | 'total' | 'type'>): Health {
  if (row.type === 'ExternalName' || row.ready === null || row.total === null) return 'unknown'
  if (row.total === 0) return 'none'
  if (row.ready === 0) return 'down'
  return row.ready < row.total ? 'partial' : 'ready'
}

/**
 * The scheme a port most likely speaks: `appProtocol` where it is set, else what `kubectl cluster-info` goes by
 * (named `https` or numbered 443), widened to names and numbers that in practice are TLS.
 */
export function schemeOf(port: Pick<ServicePort, 'name' | 'port' | 'appProtocol'>): Scheme {
  const protocol = port.appProtocol.toLowerCase()
  if (['https', 'wss', 'kubernetes.io/wss'].includes(protocol)) return 'https'
  if (['http', 'ws', 'kubernetes.io/ws', 'h2c', 'kubernetes.io/h2c'].includes(protocol)) return 'http'
  if (/(^|-)https(-|$)/.test(port.name)) return 'https'
  if (/(^|-)http(-|$)/.test(port.name)) return 'http'
  return [443, 6443, 8443, 9443].includes(port.port) ? 'https' : 'http'
}

/** The service proxy dials TCP only; a UDP or SCTP port can't be opened. */
export function isOpenable(row: Pick<ServiceRow, 'type'>, port: Pick<ServicePort, 'protocol'>): boolean {
  return row.type !== 'ExternalName' && port.protocol === 'TCP'
}

/** How an origin or a question to main names a port: by its name, else by its number. */
export function portId({ name, port }: Pick<ServicePort, 'name' | 'port'>): string {
  return name === '' ? String(port) : name
}

/**
 * The port that *Open* chooses when nobody named one: that of a well-known application's page, a port that says it speaks
 * HTTP, else the first TCP port.
 * Undefined when the Service has nothing that can be opened.
 */
export function preferredPort(row: Pick<ServiceRow, 'type' | 'ports' | 'addOn'>): ServicePort | undefined {
  const open = row.ports.filter((port) => isOpenable(row, port))
  const speaksHttp = (port: ServicePort) =>
    /(^|-)(https?|web|ui|dashboard|console|management)(-|$)/.test(port.name) || /^https?$/i.test(port.appProtocol)
  const addOn = addOnById(row.addOn)
  const known = addOn && addOnPort(addOn, open)
  return known ?? open.find(speaksHttp) ?? open.find((port) => [80, 443, 8080, 8443].includes(port.port)) ?? open[0]
}
