import { isIPv4 } from 'node:net'
import { unescape } from 'node:querystring'
import type { UserEntry } from './kubeconfig.ts'

export interface ServerUrl {
  /** As it is written where that is a URL and no more. */
  server: string
  /** What stands before its host. */
  login: { username: string; password: string } | undefined
}

/**
 * A cluster's server as client-go reads it (`DefaultServerURL`): without a scheme it is a host and a port, spoken to over
 * http; a query says nothing, and a user in it signs in. Undefined for what is neither.
 *
 * What Go takes for no URL is none here, whatever `URL` makes of it: a space at an end, say, or a backslash for a slash.
 */
export function serverUrl(text: string): ServerUrl | undefined {
  const whole = text.includes('://') ? text : `http://${text}`
  const [, host = ''] = /^https?:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(whole) ?? []
  if (host === '' || notInHost.test(host) || notInUrl.test(whole) || !URL.canParse(whole)) return undefined
  const url = new URL(whole)
  // `URL` makes an address of any number; to kubectl it is a name, which nobody has.
  if (isIPv4(url.hostname) && host.replace(/:\d*$/, '') !== url.hostname) return undefined
  if (whole !== text && url.pathname !== '/') return undefined
  const { username, password } = url
  const plain = username === '' && password === '' && url.search === '' && url.hash === '' && !/[?#]/.test(whole)
  if (plain) return { server: whole, login: undefined }
  url.username = url.password = url.search = url.hash = ''
  const login = { username: unescape(username), password: unescape(password) }
  return { server: url.href, login: username === '' && password === '' ? undefined : login }
}

const notInHost = /[\s\\^`{|}]|%[0-7]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these no URL may have
const notInUrl = /%(?![\da-f]{2})|[\u0000-\u001f\u007f]|^ | $/i

/**
 * What of a user is told to a server: without TLS nothing that proves who it is (client-go, `ClientConfig`), and where a
 * user stands in the URL it is that one, as Go's client puts it into the request first.
 */
export function userFor({ server, login }: ServerUrl, user: UserEntry): UserEntry {
  const { as, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra } = user
  const told = /^https:/i.test(server) ? user : { as, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra }
  return login ? { ...told, ...nobody, ...login } : told
}

const nobody = { token: undefined, tokenFile: undefined, exec: undefined, 'auth-provider': undefined }
