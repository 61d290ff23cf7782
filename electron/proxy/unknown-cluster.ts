import { failure, type Failure } from '../../shared/failure.ts'
import { meantBy } from '../../shared/origin.ts'
import type { Name } from './guard.ts'

/** Why a name leads to no cluster: there is none with that id, or it is no Service's own name for all it looks like one. */
export function unknownCluster(id: string, name: Name): Failure {
  const meant = name.kind === 'origin' ? meantBy(name.target) : undefined
  if (!meant) return failure('cluster-unknown', `Porthole knows no cluster "${id}".`)
  const { cluster, namespace, service } = meant
  const message = `This is not the address of ${namespace}/${service} in the cluster "${cluster}".`
  return failure('cluster-unknown', message, 'Copy its URL from Porthole again.')
}
