/** The largest channel input, in characters: the clipboard's megabyte and some room for keys. */
export const inputLimit = 1_100_000

/**
 * Whether a structured-cloned value stays under a size, counted as the characters of its strings and one for every
 * value and key. It stops at the limit, so that an oversized input costs no more than a permitted one.
 */
export function isWithinSize(value: unknown, limit = inputLimit): boolean {
  let left = limit
  const open: unknown[] = [value]
  const seen = new Set<object>()
  while (open.length > 0) {
    const next = open.pop()
    left -= typeof next === 'string' ? next.length + 1 : 1
    if (left < 0) return false
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    // Typed arrays and the like would be walked byte by byte; no channel takes one.
    if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) return false
    seen.add(next)
    for (const [key, part] of Object.entries(next)) {
      left -= key.length
      if (left < 0) return false
      open.push(part)
    }
  }
  return true
}
