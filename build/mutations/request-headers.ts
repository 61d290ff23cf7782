import { forEachWord, type MutatedFile } from './mutation.ts'

/** What of a client's headers passes on, and what is put in their place. */
export const requestHeaderRules: MutatedFile = {
  file: 'electron/proxy/request-headers.ts',
  tests: 'electron/proxy/request-headers.test.ts',
  mutations: [
    ...forEachWord(
      [
        'connection',
        'keep-alive',
        'proxy-authenticate',
        'proxy-authorization',
        'proxy-connection',
        'te',
        'trailer',
        'upgrade',
      ],
      (name) => ({ rule: `${name} belongs to one connection`, find: `\n  '${name}',` }),
    ),
    ...forEachWord(['authorization$|', 'impersonate-|', 'x-remote-|', 'x-forwarded-|', '|forwarded$'], (part) => ({
      rule: `${part.replace(/[$|]/g, '')} never reaches the API server`,
      find: part,
    })),
    {
      rule: 'a header that begins like Authorization is the application’s',
      find: 'authorization$|',
      put: 'authorization|',
    },
    { rule: 'a header that begins like Forwarded is the application’s', find: 'forwarded$)', put: 'forwarded)' },
    {
      rule: 'a header that ends like Authorization is the application’s',
      find: '/^(authorization',
      put: '/(authorization',
    },
    { rule: 'Expect has been answered already', find: " || name === 'expect'", put: '' },
    {
      rule: 'through a tunnel the application gets Authorization',
      find: '!change.tunnel && forbidden',
      put: 'forbidden',
    },
    {
      rule: 'to the API server it does not go',
      find: '!change.tunnel && forbidden',
      put: 'change.tunnel && forbidden',
    },
    {
      rule: 'what belongs to the connection does not pass through a tunnel either',
      find: 'if (hopByHop.has(name)',
      put: 'if ((!change.tunnel && hopByHop.has(name))',
    },
    {
      rule: 'chunks stay chunks: the framing of a body passes',
      find: "name !== 'transfer-encoding' && ",
      put: '',
    },
    { rule: 'what Connection names does not pass', find: ' || named?.includes(name)', put: '' },
    {
      rule: 'Connection has no case',
      find: 'list.toLowerCase().split',
      put: 'list.split',
    },
    {
      rule: 'Connection may have spaces around its commas',
      find: 'list.toLowerCase().split(/\\s*,\\s*/)',
      put: "list.toLowerCase().split(',')",
    },
    { rule: 'Connection cannot take Content-Length away', find: " && name !== 'content-length'", put: '' },
    { rule: 'the Host is ours to say', find: 'kept.host = change.host', put: '' },
    {
      rule: 'Origin and Referer say what Host says',
      find: 'if (change.origin) nameOrigin(kept, change.origin)',
      put: '',
    },
    { rule: 'Origin does', find: 'headers.origin = to', put: 'headers.origin = from' },
    {
      rule: 'Referer does, and every other header that is a URL',
      find: 'headers[name] = to + url.slice',
      put: 'headers[name] = from + url.slice',
    },
    {
      rule: 'a foreign Origin stays as it is: the application must see it',
      find: 'if (headers.origin?.toLowerCase() === from)',
      put: 'if (headers.origin)',
    },
    {
      rule: 'a foreign Referer stays as it is',
      find: 'if (url.toLowerCase().startsWith(`${from}/`)) headers',
      put: 'headers',
    },
    {
      rule: 'a Referer that only begins like the origin is foreign',
      find: 'startsWith(`${from}/`)',
      put: 'startsWith(from)',
    },
    { rule: 'an upgrade is asked for where there is one', find: 'if (change.upgrade)', put: 'if (!change)' },
    { rule: 'and only there', find: 'if (change.upgrade)', put: 'if (headers.upgrade)' },
    { rule: 'on an origin HTML comes in gzip or plain', find: 'if (change.clampEncoding) {', put: 'if (!change) {' },
    { rule: 'elsewhere Accept-Encoding is the client’s', find: 'if (change.clampEncoding) {', put: 'if (change) {' },
    { rule: 'no gzip for who refuses it', find: '(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))', put: '' },
    { rule: 'br and zstd are not asked for', find: "else delete kept['accept-encoding']", put: '' },
    {
      rule: 'the cluster’s credentials are put in',
      find: 'return Object.assign(kept, change.credentials)',
      put: 'return kept',
    },
    {
      rule: 'and win over what came in',
      find: 'return Object.assign(kept, change.credentials)',
      put: 'return { ...change.credentials, ...headers, ...kept }',
    },
    { rule: 'what came in is not changed', find: 'const kept: IncomingHttpHeaders = {}', put: 'const kept = headers' },
  ],
}
