import { FailureError } from '../../shared/failure.ts'
import type { UserEntry } from './kubeconfig.ts'

/**
 * client-go's `NewImpersonatingRoundTripper`: a header per group and per extra value. Throws `credentials-unavailable` as
 * {@link headerValue} does.
 */
export function impersonation(user: UserEntry): Record<string, string | string[]> {
  if (!user.as) return {}
  const headers: Record<string, string | string[]> = { 'impersonate-user': headerValue(user.as, 'as') }
  if (user['as-uid']) headers['impersonate-uid'] = headerValue(user['as-uid'], 'as-uid')
  if (user['as-groups']?.length)
    headers['impersonate-group'] = user['as-groups'].map((group) => headerValue(group, 'as-groups'))
  for (const [key, values] of Object.entries(user['as-user-extra'] ?? {})) {
    headers[`impersonate-extra-${headerName(key)}`] = values.map((value) => headerValue(value, 'as-user-extra'))
  }
  return headers
}

/**
 * A value of the kubeconfig for a header, which is bytes, each of which Node takes for a letter: a name in another script
 * would not go out at all. Throws `credentials-unavailable` for what would end the header.
 */
export function headerValue(text: string, what: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these no header may have
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text))
    throw new FailureError('credentials-unavailable', `The ${what} of the kubeconfig has a line break in it.`, {
      hint: 'Write it in one line, without one at its end; kubectl refuses it too.',
    })
  return Buffer.from(text).toString('latin1')
}

/** client-go's `headerKeyEscape`: what may not stand in a header's name is percent-encoded, and the name in small letters. */
function headerName(key: string): string {
  return encodeURIComponent(key)
    .replace(/%(?:2[346B]|5E|60|7C)/g, decodeURIComponent)
    .replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'))
    .toLowerCase()
}
