/** No real cluster can be started on this computer; the message says what to install or set. */
export class ClusterUnavailable extends Error {
  override readonly name = 'ClusterUnavailable'
}

/**
 * Runs `start`; where a cluster is unavailable it says so loudly on stderr and returns undefined, so that a suite can
 * skip itself. With CI=true a missing cluster is a failure: a pipeline that tests nothing must not be green.
 */
export async function unlessUnavailable<T>(suite: string, start: () => Promise<T>): Promise<T | undefined> {
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof ClusterUnavailable) || process.env['CI'] === 'true') throw error
    process.stderr.write(`\n!!! SKIPPED, not tested: ${suite}\n!!! ${error.message.replaceAll('\n', '\n!!! ')}\n\n`)
    return undefined
  }
}
