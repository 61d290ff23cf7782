import type { Question } from './ask.ts'

/** The host of a Service's origin, with Porthole's port. */
export type HostOf = (service: string) => string

/** What must be refused: to which host, what, with which status and why. */
export type HostileRequest = readonly [
  name: string,
  host: (at: HostOf) => string,
  question: Question,
  status: number,
  words: RegExp,
]

const tiny = (at: HostOf): string => at('tiny')
const echo = (at: HostOf): string => at('echo')
const loopback = (at: HostOf): string => at('tiny').replace(/^[^:]+/, '127.0.0.1')
/** Our own port at another name. */
const named = (name: string) => (at: HostOf) => at('tiny').replace(/^[^:]+/, name)
const root = { path: '/' }
/** What a browser says of a request: from where, how, for what. */
const fetched = (site: string, mode: string, dest: string) => ({
  headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest },
})
const page = (origin: string): Question => ({ path: '/', headers: { origin } })

/** The table, for the Services `echo` and `tiny`. */
export const hostileRequests: readonly HostileRequest[] = [
  ['a rebound name', named('evil.example'), root, 403, /host-refused/],
  ['our name on another port', (at) => at('tiny').replace(/\d+$/, '1'), root, 403, /host-refused/],
  ['our name without a port', (at) => at('tiny').replace(/:\d+$/, ''), root, 403, /host-refused/],
  ['our name below another domain', (at) => at('tiny').replace(':', '.evil.example:'), root, 403, /host-refused/],
  ['a trailing dot', (at) => at('tiny').replace(':', '.:'), root, 403, /host-refused/],
  ['an unknown cluster', named('tiny.somewhere.nowhere.localhost'), root, 404, /cluster-unknown/],
  ['a page of another site', tiny, page('https://evil.example'), 403, /site-refused/],
  ["another Service's page", tiny, page('http://echo.somewhere.porthole-test.localhost'), 403, /site-refused/],
  ['a sandboxed page', tiny, page('null'), 403, /site-refused/],
  ['a picture on another site', tiny, { ...root, ...fetched('cross-site', 'no-cors', 'image') }, 403, /site-refused/],
  [
    "a script in another Service's page",
    tiny,
    { ...root, ...fetched('same-site', 'no-cors', 'script') },
    403,
    /site-refused/,
  ],
  ['a frame on another site', tiny, { ...root, ...fetched('cross-site', 'navigate', 'iframe') }, 403, /site-refused/],
  [
    'a form on another site',
    tiny,
    { method: 'POST', ...root, ...fetched('cross-site', 'navigate', 'document') },
    403,
    /site-refused/,
  ],
  ['a whole URL as target', tiny, { path: 'http://echo.localhost/' }, 400, /path-refused/],
  ['dots that lead out of the Service', echo, { path: '/../../../../secrets' }, 403, /path-refused/],
  ['encoded dots that do', echo, { path: '/x/%2e%2e%2f..%2Fsecrets' }, 403, /path-refused/],
  ['the API at the loopback address', loopback, { path: '/api/v1/secrets' }, 403, /path-refused/],
  ['the version at the loopback address', loopback, { path: '/version' }, 403, /path-refused/],
]
