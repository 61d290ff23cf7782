import { ClusterUnavailable } from '../cluster/cluster-unavailable.ts'
import { debianProgram } from '../cluster/debian-package.ts'

export const redisServer = '/usr/bin/redis-server'

/** Whether Redis is there to be tried; see {@link debianProgram}. */
export async function haveRedis(): Promise<boolean> {
  try {
    await debianProgram('redis-server', redisServer)
    return true
  } catch (error) {
    if (error instanceof ClusterUnavailable) return false
    throw error
  }
}
