import { isDeepStrictEqual } from 'node:util'
import { isPlain } from './keep-unknown.ts'

/**
 * Two changes of one value together, key by key: what somebody else has made of it, and, where they left it alone, what we
 * have. Who edits the file means it.
 *
 * @param base what both began with
 */
export function mergeEdits(base: unknown, ours: unknown, theirs: unknown): unknown {
  if (base === ours || isDeepStrictEqual(base, ours)) return theirs
  if (isDeepStrictEqual(base, theirs)) return ours
  if (!isPlain(base) || !isPlain(ours) || !isPlain(theirs)) return theirs
  const merged: [string, unknown][] = []
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const value = mergeEdits(own(base, key), own(ours, key), own(theirs, key))
    if (value !== undefined) merged.push([key, value])
  }
  return Object.fromEntries(merged)
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
