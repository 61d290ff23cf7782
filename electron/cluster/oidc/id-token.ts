/** How long before its end an ID token counts as ended, in ms (client-go, `expiryDelta`). */
const endsEarly = 10_000

/**
 * When an ID token ends, in ms since the epoch; undefined where it is no JWT or does not say. Only the API server checks its
 * signature.
 */
export function endOfIdToken(token: string): number | undefined {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature === undefined) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return undefined
    return typeof claims.exp === 'number' ? claims.exp * 1000 : undefined
  } catch {
    return undefined
  }
}

/** An ID token that still holds; undefined for one that is missing, over, or about to be. */
export function stillHolds(token: string, now: number): boolean {
  const end = endOfIdToken(token)
  return end !== undefined && now < end - endsEarly
}
