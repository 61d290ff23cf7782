import { forEachWord, type MutatedFile } from './mutation.ts'

/** Host, method, target and site. */
export const guardRules: MutatedFile = {
  file: 'electron/proxy/guard.ts',
  tests: 'electron/proxy/guard.test.ts',
  mutations: [
    { rule: 'a Host that is not ours is refused', find: 'if (!name) {', put: 'if (name === null) {' },
    {
      rule: 'the Host is looked at before anything else',
      find: 'const { name, short } = nameOf(request)',
      put: "if (!sameSite(request)) return refuse(403, failure('site-refused', ''))\n  const { name, short } = nameOf(request)",
    },
    {
      rule: 'a Host on another port, or without one, is not ours',
      find: 'return port === 80 ? host : undefined',
      put: "return host === '' ? undefined : host.replace(/:\\d*$/, '')",
    },
    {
      rule: 'the whole port is compared, with its colon',
      find: 'host.endsWith(suffix)',
      put: 'host.endsWith(suffix.slice(1))',
    },
    ...forEachWord(['127.0.0.1', 'localhost', '[::1]'], (name) => ({
      rule: `${name} is ours`,
      find: `name === '${name}'`,
      put: `name === ''`,
    })),
    { rule: 'Host has no case', find: 'listenerPort)?.toLowerCase()', put: 'listenerPort)' },
    { rule: 'on port 80 a Host has none', find: 'port === 80 ? host : undefined', put: 'undefined' },
    {
      rule: 'a name that ends like ours is not ours',
      find: "name === 'localhost'",
      put: "name.endsWith('localhost')",
    },
    {
      rule: 'a name that begins like ours is not ours',
      find: "name === '127.0.0.1'",
      put: "name.startsWith('127.0.0.1')",
    },
    { rule: '127.0.0.1 is the only IPv4 address', find: "name === '127.0.0.1'", put: 'name.startsWith("127.")' },
    { rule: '::1 is the only IPv6 address', find: "name === '[::1]'", put: "name.startsWith('[::')" },
    {
      rule: 'a name with a trailing dot is not ours',
      find: 'parseOriginHost(name)',
      put: "parseOriginHost(name.replace(/[.]$/, ''))",
    },
    {
      rule: 'an origin is no loopback name: it gets one Service, not the classic paths',
      find: "origin && { kind: 'origin', target: origin.target }",
      put: "origin && { kind: 'loopback' }",
    },
    {
      rule: 'no page runs on a short name: a browser is sent to the own origin',
      find: 'short && request.site !== undefined',
      put: 'short && request.site === null',
    },
    {
      rule: 'a program may use a short name',
      find: ' && short && request.site !== undefined',
      put: ' && short',
    },
    { rule: 'an own origin is no short name', find: "short: origin?.kind === 'short'", put: 'short: true' },
    {
      rule: 'on a short name nothing passes but a visit',
      find: 'if (isVisit(request)) return { ok: true, host',
      put: 'if (request.dest) return { ok: true, host',
    },
    {
      rule: 'an unknown method is refused',
      find: "if (!(name.kind === 'origin' ? originMethods : proxyMethods).has(request.method)) {",
      put: "if (request.method === '') {",
    },
    {
      rule: 'other methods are for origins alone',
      find: "(name.kind === 'origin' ? originMethods : proxyMethods)",
      put: 'originMethods',
    },
    {
      rule: 'origins take other methods',
      find: "(name.kind === 'origin' ? originMethods : proxyMethods)",
      put: 'proxyMethods',
    },
    {
      rule: 'a whole URL, an authority or nothing is no target',
      find: "!request.target.startsWith('/') && ",
      put: "request.target === '*' && ",
    },
    { rule: '* is the target of OPTIONS alone', find: " && request.method === 'OPTIONS')", put: ')' },
    { rule: 'OPTIONS may ask about *', find: " && !(request.target === '*' && request.method === 'OPTIONS')", put: '' },
    {
      rule: 'a page of another site is refused',
      find: 'if (!sameSite(request)) {',
      put: 'if (sameSite(request) === undefined) {',
    },
    { rule: 'so may a sandboxed one of our own window', find: ' || ownFrame === true', put: '' },
    {
      rule: 'a page may ask its own origin',
      find: "if (site === 'same-origin' || ownFrame === true) return true",
      put: 'if (ownFrame === true) return true',
    },
    { rule: 'somebody at the address bar may ask', find: "if (site === 'none') return true", put: '' },
    {
      rule: 'a sibling Service is as foreign as another site',
      find: "if (site === 'none') return true",
      put: "if (site === 'none' || site === 'same-site') return true",
    },
    {
      rule: 'a value of Sec-Fetch-Site that nobody knows is foreign',
      find: 'if (site !== undefined) return',
      put: "if (site === 'cross-site' || site === 'same-site') return",
    },
    { rule: 'an empty Sec-Fetch-Site is foreign', find: 'if (site !== undefined) return', put: 'if (site) return' },
    {
      rule: 'Fetch Metadata is believed rather than Origin',
      find: 'if (site !== undefined) return',
      put: 'if (site !== undefined && origin === undefined) return',
    },
    { rule: 'from another site nothing passes but a navigation', find: "mode === 'navigate' && ", put: '' },
    { rule: 'of a whole document: no frame, no object', find: "dest === 'document' && ", put: '' },
    { rule: 'that only reads: no form', find: " && (method === 'GET' || method === 'HEAD')", put: '' },
    { rule: 'a link from elsewhere works', find: "return mode === 'navigate'", put: "return mode === 'no-cors'" },
    { rule: 'HEAD reads as GET does', find: " || method === 'HEAD')", put: ')' },
    { rule: 'a program, which says nothing, may ask', find: 'origin === undefined || ', put: '' },
    {
      rule: 'without Fetch Metadata Origin must be the Host',
      find: 'origin.toLowerCase() === `http://${host ??',
      put: "origin !== 'null' || `${host ??",
    },
    {
      rule: 'a sandboxed page, whose Origin is null, is foreign',
      find: 'origin === undefined || ',
      put: "origin === undefined || origin === 'null' || ",
    },
    {
      rule: 'an Origin that begins with the Host is not it',
      find: "origin.toLowerCase() === `http://${host ?? ''}`.toLowerCase()",
      put: "origin.toLowerCase().startsWith(`http://${host ?? ''}`.toLowerCase())",
    },
    {
      rule: 'an Origin of another scheme is foreign',
      find: 'origin.toLowerCase() ===',
      put: "origin.toLowerCase().replace('https:', 'http:') ===",
    },
    { rule: 'Origin has no case', find: 'origin.toLowerCase() ===', put: 'origin ===' },
    {
      rule: 'nobody but its own page has a Service asked ahead of time',
      find: "purpose?.toLowerCase().includes('prefetch')",
      put: 'purpose === null',
    },
    { rule: 'Sec-Purpose has no case', find: 'purpose?.toLowerCase().includes', put: 'purpose?.includes' },
    {
      rule: 'no service worker on the address of all classic URLs',
      find: "request.dest === 'serviceworker'",
      put: "request.dest === ''",
    },
    {
      rule: 'an origin has service workers',
      find: "name.kind === 'loopback' && request.dest",
      put: 'request.dest',
    },
    { rule: 'a refusal names the host', find: "${request.host ?? ''}", put: 'this' },
    { rule: 'a refusal names the page', find: "${request.origin ?? 'another site'}", put: 'somebody' },
  ],
}

/** Which methods there are. */
export const methodRules: MutatedFile = {
  file: 'electron/proxy/methods.ts',
  tests: 'electron/proxy/guard.test.ts',
  mutations: [
    ...forEachWord(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH'], (method) => ({
      rule: `${method} passes`,
      find: `'${method}', `,
    })),
    { rule: 'DELETE passes', find: ", 'DELETE'])", put: '])' },
    ...forEachWord(['TRACE', 'CONNECT', 'TRACK'], (method) => ({
      rule: `${method} is refused`,
      find: ", 'DELETE'])",
      put: `, 'DELETE', '${method}'])`,
    })),
    { rule: 'an origin takes no CONNECT', find: "method !== 'CONNECT' && ", put: '' },
    { rule: 'an origin takes no TRACE', find: " && method !== 'TRACE'", put: '' },
  ],
}
