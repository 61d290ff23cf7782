import { rmSync } from 'node:fs'

/**
 * Ends everything in this process namespace and removes the cluster's folder. Refuses anywhere but in process 1 of a
 * namespace, because it kills whatever it can see.
 */
export function endEverything(directory: string, code: number): never {
  if (process.pid !== 1) throw new Error('The supervisor must be process 1 of its own namespace')
  try {
    process.kill(-1, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
  // A killed process may still be finishing the file it was creating: hence the retries.
  rmSync(directory, { recursive: true, force: true, maxRetries: 40, retryDelay: 50 })
  process.exit(code)
}
