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

/** Takes from a Service what Porthole keeps. */
export function serviceFacts({ metadata, spec, status }: ApiService): ServiceFacts {
  const labels = metadata.labels ?? {}
  const ports = (spec?.ports ?? []).map((port) => ({
    name: port.name ?? '',
    port: port.port,
    ...(typeof port.targetPort === 'number' && otherPort(port.targetPort, port.port)),
    protocol: port.protocol ?? 'TCP',
    appProtocol: port.appProtocol ?? '',
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
    title: labels['kubernetes.io/name'] ?? '',
    type: spec?.type ?? 'ClusterIP',
    // kubectl cluster-info looks in kube-system only.
    clusterService: labels['kubernetes.io/cluster-service'] === 'true' && metadata.namespace === clusterInfoNamespace,
    ...(addOn && { addOn: addOn.id }),
    ports,
    external: [
      ...ingress.map(({ ip, hostname }) => ip || (hostname ?? '')).filter((address) => address !== ''),
      ...(spec?.externalIPs ?? []),
      ...(spec?.externalName === undefined ? [] : [spec.externalName]),
    ],
    labels: Object.entries(labels)
      .filter(([key]) => !noise.test(key))
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  }
}
