import type { IncomingHttpHeaders } from 'node:http'
import { failure, type Failure } from '../../shared/failure.ts'
import type { ClusterMode } from '../../shared/cluster-mode.ts'

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** By which frameworks let a client name another method than that of the request. */
const overrides = ['x-http-method-override', 'x-http-method', 'x-method-override'] as const

/** Why a request may not pass in a cluster's mode: read-only lets through what only reads, and no upgrade. */
export function refusedByMode(
  { readOnly }: ClusterMode,
  method: string,
  upgrade: boolean,
  headers: IncomingHttpHeaders = {},
): Failure | undefined {
  if (!readOnly) return undefined
  if (upgrade) return failure('read-only', 'A WebSocket could change things.')
  // Which of them an application goes by, nobody knows.
  const meant = overrides.flatMap((name) => headers[name] ?? []).map((other) => other.toUpperCase())
  const asked = [method, ...meant].find((each) => !reading.has(each))
  return asked === undefined ? undefined : failure('read-only', `${asked.slice(0, 32)} could change things.`)
}

/**
 * What `kubectl proxy` rejects by default, even where it serves the whole API; also behind dots and slashes that a reverse
 * proxy in front of the API server may take away.
 */
const rejected = /\/api\/.*\/pods\/.*\/(exec|attach)/

/** Whether a path outside the Services is served where the whole API is. */
export function isServedApiPath(path: string): boolean {
  return !rejected.test(decodeOnce(path.replace(/[?#].*$/s, '')))
}

/** Never throws, unlike decodeURIComponent, which leaves a path as it is where one of its bytes is no UTF-8. */
function decodeOnce(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
