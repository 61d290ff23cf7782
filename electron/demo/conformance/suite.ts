import { afterAll, beforeAll } from 'vitest'
import { Client } from './client.ts'
import type { ConformanceCluster } from './cluster.ts'

/** What the parts of the suite share: filled in before the first test. */
export interface Suite {
  readonly cluster: () => ConformanceCluster
  readonly client: () => Client
  /** `/api/v1/namespaces/NS/services`, of the suite's own namespace. */
  readonly services: () => string
  /** `/api/v1/namespaces/NS/services/SEGMENT/proxy` */
  readonly proxy: (segment: string) => string
}

/** Connects once for all tests of the surrounding `describe`, and closes at its end. */
export function useSuite(connect: () => Promise<ConformanceCluster>): Suite {
  let cluster: ConformanceCluster | undefined
  let client: Client | undefined
  const given = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('not connected')
    return value
  }
  beforeAll(async () => {
    cluster = await connect()
    client = new Client(cluster)
  })
  afterAll(async () => {
    client?.close()
    await cluster?.close()
  })
  const services = (): string => `/api/v1/namespaces/${given(cluster).namespace}/services`
  return {
    cluster: () => given(cluster),
    client: () => given(client),
    services,
    proxy: (segment) => `${services()}/${segment}/proxy`,
  }
}

/** A Status, with what the real server leaves out when it is empty left out here too. */
export function status(code: number, reason: string, message: string, details?: object): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details && { details }),
    code,
  }
}
