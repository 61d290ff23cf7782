import { badRequest } from './status.ts'

/** Where a list goes on: after `key`, in the state of `revision` (negative: in the newest state). */
export interface Position {
  readonly revision: number
  readonly key: string
}

// The form is the real server's (k8s.io/apiserver/pkg/storage/continue.go); clients must treat it as opaque.
const version = 'meta.k8s.io/v1'

/** The `metadata.continue` of a list that has more. The NUL makes the start key the first one after the last item. */
export function encodeContinue({ revision, key }: Position): string {
  return Buffer.from(JSON.stringify({ v: version, rv: revision, start: `${key}\0` })).toString('base64url')
}

/** Reads a token back. Throws 400 for a malformed one, with the real server's sentences. */
export function decodeContinue(token: string): Position {
  const { v, rv, start } = parse(token)
  if (v !== version) throw invalid(`: server does not recognize this encoded version ${String(v)}`)
  if (typeof rv !== 'number' || rv === 0) {
    throw invalid(': incorrect encoded start resourceVersion (version meta.k8s.io/v1)')
  }
  if (typeof start !== 'string' || start === '') {
    throw invalid(': encoded start key empty (version meta.k8s.io/v1)')
  }
  return { revision: rv, key: start.replace(/\0$/, '') }
}

function parse(token: string): { v?: unknown; rv?: unknown; start?: unknown } {
  if (!/^[A-Za-z0-9_-]*$/.test(token)) throw invalid(': illegal base64 data')
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    throw invalid(': invalid character')
  }
}

const invalid = (why: string): Error => badRequest(`invalid continue token: continue key is not valid${why}`)
