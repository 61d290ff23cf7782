import { isDeepStrictEqual } from 'node:util'
import { apiStream } from '../cluster/api-client.ts'
import type { ClusterAccess, Upstream } from '../cluster/cluster-access.ts'

/** How long the API server may take to say whether it knows the user, sign-in included, in ms. */
const timeLimit = 70_000

/**
 * After a 401 that looks like the API server's own: whether there are other credentials by now than the request had. The
 * API server is asked itself, which signs in anew if it does not know the user any more; a Service that answers 401 cannot
 * make anybody sign in.
 */
export async function hasOtherCredentials(access: ClusterAccess, used: Upstream): Promise<boolean> {
  const asked = apiStream(access, { path: '/version', signal: AbortSignal.timeout(timeLimit) })
  // What it says matters less than what has changed.
  await asked.then((stream) => stream.destroy()).catch(() => undefined)
  const { agent, headers } = await access.upstream()
  return agent !== used.agent || !isDeepStrictEqual(headers, used.headers)
}
