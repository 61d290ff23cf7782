import type { UserEntry } from './kubeconfig.ts'

/** client-go's `NewImpersonatingRoundTripper`: a header per group and per extra value. */
export function impersonation(user: UserEntry): Record<string, string | string[]> {
  if (!user.as) return {}
  const headers: Record<string, string | string[]> = { 'impersonate-user': user.as }
  if (user['as-uid']) headers['impersonate-uid'] = user['as-uid']
  if (user['as-groups']?.length) headers['impersonate-group'] = user['as-groups']
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    headers[`impersonate-extra-${headerName(key)}`] = values
  }
  return headers
}

/** client-go's `headerKeyEscape`: what may not stand in a header's name is percent-encoded. */
function headerName(key: string): string {
  return encodeURIComponent(key.toLowerCase()).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'))
}
