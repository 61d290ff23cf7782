import type { UserEntry } from './kubeconfig.ts'

/** client-go's `NewImpersonatingRoundTripper`: a header per group and per extra value. */
export function impersonation(user: UserEntry): Record<string, string | string[]> {
  if (!user.as) return {}
  const headers: Record<string, string | string[]> = { 'impersonate-user': inBytes(user.as) }
  if (user['as-uid']) headers['impersonate-uid'] = inBytes(user['as-uid'])
  if (user['as-groups']?.length) headers['impersonate-group'] = user['as-groups'].map(inBytes)
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    headers[`impersonate-extra-${headerName(key)}`] = values.map(inBytes)
  }
  return headers
}

/** A header's value is bytes, each of which Node takes for a letter: a name in another script would not go out at all. */
export function inBytes(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** client-go's `headerKeyEscape`: what may not stand in a header's name is percent-encoded, and the name in small letters. */
function headerName(key: string): string {
  return encodeURIComponent(key)
    .replace(/%(?:2[346B]|5E|60|7C)/g, decodeURIComponent)
    .replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'))
    .toLowerCase()
}
