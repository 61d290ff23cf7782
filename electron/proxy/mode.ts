import { failure, type Failure } from '../../shared/failure.ts'
import type { ClusterMode } from '../../shared/cluster-mode.ts'

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Why a request may not pass in a cluster's mode: read-only lets through what only reads, and no upgrade. */
export function refusedByMode({ readOnly }: ClusterMode, method: string, upgrade: boolean): Failure | undefined {
  if (!readOnly) return undefined
  if (upgrade) return failure('read-only', 'A WebSocket could change things.')
  return reading.has(method) ? undefined : failure('read-only', `${method} could change things.`)
}

/** What `kubectl proxy` rejects by default, even where it serves the whole API. */
const rejected = /^\/api\/.*\/pods\/.*\/(exec|attach)/

/** Whether a path outside the Services is served where the whole API is. */
export function isServedApiPath(path: string): boolean {
  return !rejected.test(decodeOnce(path.replace(/[?#].*$/s, '')))
}

function decodeOnce(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
