import { FailureError } from '../../shared/failure.ts'
import { isOpenable, preferredPort, type ServicePort, type ServiceRow } from '../../shared/service.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { ServiceArgument } from './service-argument.ts'
import { listed } from './with-cluster.ts'

export interface FoundPort {
  row: ServiceRow
  port: ServicePort
}

/** The Service that the command line names, asked of its cluster, and its port; throws what is not there. */
export async function findPort(cluster: Cluster, { namespace, name, port }: ServiceArgument): Promise<FoundPort> {
  const row = await findService(cluster, { namespace, name })
  return { row, port: port === '' ? preferred(row) : namedPort(row, port) }
}

/** The Service; throws `no-such-service`, and `not-proxied` for one that only names a host elsewhere. */
export async function findService(
  cluster: Cluster,
  { namespace, name }: Pick<ServiceArgument, 'namespace' | 'name'>,
): Promise<ServiceRow> {
  await listed(cluster, namespace)
  const row = cluster.store.row(namespace, name)
  if (!row) throw new FailureError('no-such-service', `${cluster.context} has no Service ${namespace}/${name}.`)
  if (row.type === 'ExternalName') {
    throw new FailureError('not-proxied', `${row.key} is an ExternalName, for ${row.external.join(', ') || 'no host'}.`)
  }
  return row
}

/** The TCP port of that name or number: a number may stand for UDP and TCP. */
export function namedPort(row: ServiceRow, wanted: string): ServicePort {
  const named = row.ports.filter(({ name, port }) => name === wanted || String(port) === wanted)
  const found = named.find((port) => isOpenable(row, port)) ?? named[0]
  if (!found) {
    throw new FailureError('no-such-port', `${row.key} has no port "${wanted}"; it has ${portNames(row)}.`)
  }
  if (!isOpenable(row, found)) throw notTcp(row)
  return found
}

/** The ports as a command takes them: `http (80), metrics (9090)`. */
export function portNames({ ports }: Pick<ServiceRow, 'ports'>): string {
  return ports.map(({ name, port }) => (name === '' ? String(port) : `${name} (${port})`)).join(', ') || 'none'
}

function preferred(row: ServiceRow): ServicePort {
  const found = preferredPort(row)
  if (!found) throw notTcp(row)
  return found
}

function notTcp(row: ServiceRow): FailureError {
  const ports = row.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(', ') || 'none'
  return new FailureError('no-such-port', `${row.key} cannot be opened there; its ports are ${ports}.`, {
    hint: 'Only TCP can be opened or forwarded.',
  })
}
