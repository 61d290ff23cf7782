import { createHash } from 'node:crypto'

/** What of a tab decides which cookies and storage its page has. */
export interface PartitionOwner {
  cluster: string
  namespace: string
  service: string
}

/** The name of a Service's own persistent session. A hash, because it becomes a folder's name; the ports share it. */
export function partitionName({ cluster, namespace, service }: PartitionOwner): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([cluster, namespace, service]))
    .digest('hex')
  return `persist:svc-${hash.slice(0, 32)}`
}
