import { z } from 'zod'
import type { ServiceRow } from '../../shared/service.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'

/** What a row must say of a Service, from kubectl's own output. */
export type ExpectedRow = Pick<
  ServiceRow,
  'namespace' | 'name' | 'uid' | 'type' | 'ports' | 'external' | 'ready' | 'total'
>

/** In the order of a row's own, as they are compared as text. */
const port = z
  .object({
    name: z.string().default(''),
    port: z.number(),
    targetPort: z.number(),
    protocol: z.string(),
    appProtocol: z.string().default(''),
    nodePort: z.number().default(0),
  })
  .transform(({ name, port, targetPort, ...rest }) => ({
    name,
    port,
    ...(targetPort !== port && { targetPort }),
    ...rest,
  }))
const services = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ namespace: z.string(), name: z.string(), uid: z.string() }),
      spec: z.object({
        type: z.string(),
        ports: z.array(port).default([]),
        externalIPs: z.array(z.string()).default([]),
        externalName: z.string().optional(),
      }),
      status: z.object({
        loadBalancer: z.object({
          ingress: z.array(z.object({ ip: z.string().optional(), hostname: z.string().optional() })).default([]),
        }),
      }),
    }),
  ),
})
const slices = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ namespace: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
      endpoints: z
        .array(
          z.object({
            addresses: z.array(z.string()),
            conditions: z.object({ ready: z.boolean().optional() }).default({}),
            targetRef: z.object({ uid: z.string().optional() }).optional(),
          }),
        )
        .nullish(),
    }),
  ),
})

/** All Services as `kubectl get -o json` tells of them, by namespace and name. */
export async function expectedRows(cluster: RealCluster): Promise<ExpectedRow[]> {
  const [listed, sliced] = await Promise.all([
    get(cluster, 'services').then((json) => services.parse(json).items),
    get(cluster, 'endpointslices').then((json) => slices.parse(json).items),
  ])
  const rows = listed.map(({ metadata, spec, status }) => {
    const endpoints = sliced
      .filter(({ metadata: { namespace, labels } }) => {
        return namespace === metadata.namespace && labels['kubernetes.io/service-name'] === metadata.name
      })
      .flatMap((slice) => slice.endpoints ?? [])
    const identity = ({ addresses, targetRef }: (typeof endpoints)[number]) => targetRef?.uid ?? addresses[0] ?? ''
    const ready = endpoints.filter(({ conditions }) => conditions.ready !== false)
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      uid: metadata.uid,
      type: spec.type,
      ports: spec.ports,
      external: [
        ...status.loadBalancer.ingress.map(({ ip, hostname }) => ip ?? hostname ?? ''),
        ...spec.externalIPs,
        ...(spec.externalName === undefined ? [] : [spec.externalName]),
      ],
      ready: new Set(ready.map(identity)).size,
      total: new Set(endpoints.map(identity)).size,
    }
  })
  return rows.sort(byKey)
}

/** The same of Porthole's rows. */
export function comparableRows(rows: readonly ServiceRow[]): ExpectedRow[] {
  return rows
    .map(({ namespace, name, uid, type, ports, external, ready, total }) => {
      return { namespace, name, uid, type, ports, external, ready, total }
    })
    .sort(byKey)
}

function byKey(a: ExpectedRow, b: ExpectedRow): number {
  const [left, right] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`]
  return left < right ? -1 : left > right ? 1 : 0
}

async function get(cluster: RealCluster, kind: string): Promise<unknown> {
  const { stdout, stderr, code } = await cluster.kubectl(['get', kind, '-A', '-o', 'json'])
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
