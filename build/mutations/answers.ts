import { forEachWord, type MutatedFile } from './mutation.ts'

/** Cookies stay on their origin. */
export const cookieRules: MutatedFile = {
  file: 'electron/proxy/unrewrite/cookie.ts',
  tests: 'electron/proxy/unrewrite/cookie.test.ts',
  mutations: [
    {
      rule: 'Domain is dropped',
      find: '    .filter((attribute) => !/^\\s*domain\\s*(=|$)/i.test(attribute))\n',
      put: '',
    },
    { rule: 'in either case', find: '(=|$)/i.test', put: '(=|$)/.test' },
    { rule: 'without a value too', find: 'domain\\s*(=|$)', put: 'domain\\s*=' },
    { rule: 'with spaces around it', find: '/^\\s*domain\\s*', put: '/^ ?domain' },
    { rule: 'what begins like Domain is something else', find: 'domain\\s*(=|$)', put: 'domain' },
    {
      rule: 'a cookie may be called domain',
      find: "const [pair = '', ...attributes] = cookie.split(';')",
      put: "const pair = ''\n  const attributes = cookie.split(';')",
    },
    { rule: 'Path loses the API server’s prefix', find: 'withoutPrefix(path.trim(), prefix)', put: 'path.trim()' },
    { rule: 'in either case', find: '(\\S.*)$/is', put: '(\\S.*)$/s' },
    { rule: 'with spaces around it', find: 'path.trim()', put: 'path' },
    { rule: 'other attributes stay', find: "name === '' ? attribute :", put: "name === '' ? '' :" },
  ],
}

/** What of an answer's headers passes on. */
export const responseHeaderRules: MutatedFile = {
  file: 'electron/proxy/response-headers.ts',
  tests: 'electron/proxy/response-headers.test.ts',
  mutations: [
    { rule: 'what belongs to the connection does not pass', find: 'hopByHop.has(key) || ', put: '' },
    { rule: 'nor what Connection names', find: ' || named.has(key)', put: '' },
    { rule: 'in either case', find: 'token.trim().toLowerCase()', put: 'token.trim()' },
    {
      rule: 'in any Connection header',
      find: "if (key === 'connection') for",
      put: "if (raw[i] === 'Connection') for",
    },
    { rule: 'trailers are announced', find: "key === 'trailer' ? !trailers : ", put: '' },
    ...forEachWord(
      ['content-length', 'content-encoding', 'accept-ranges', 'content-md5', 'digest', 'content-digest'],
      (name) => ({ rule: `${name} goes where the body changes`, find: `\n  '${name}',` }),
    ),
    { rule: 'and stays where it does not', find: '(bodyChanges && ofBody.has(key))', put: 'ofBody.has(key)' },
    {
      rule: 'a cookie is the origin’s',
      find: "if (key === 'set-cookie') return ownCookie(value, rewritten)",
      put: '',
    },
    { rule: 'Location is', find: "key === 'location' || ", put: '' },
    { rule: 'Content-Location is', find: " || key === 'content-location'", put: '' },
    {
      rule: 'on a classic URL nothing is changed',
      find: 'rewritten ? unrewrite(key, value, rewritten) : value',
      put: "unrewrite(key, value, rewritten ?? { prefix: '/api/v1/namespaces/default/services/web/proxy', hosts: [] })",
    },
    { rule: 'names keep their spelling', find: 'list.push(name,', put: 'list.push(key,' },
  ],
}

/** Chunks are ours to make: what the answer's own were called does not pass. */
export const framingRules: MutatedFile = {
  file: 'electron/proxy/request-headers.ts',
  tests: 'electron/proxy/response-headers.test.ts',
  mutations: forEachWord(['transfer-encoding', 'proxy-authenticate', 'keep-alive', 'upgrade'], (name) => ({
    rule: `an answer’s ${name} belongs to one connection`,
    find: `\n  '${name}',`,
  })),
}

/** A redirect leads where the application meant it to, and nowhere else. */
export const locationRules: MutatedFile = {
  file: 'electron/proxy/unrewrite/location.ts',
  tests: 'electron/proxy/unrewrite/location.test.ts',
  mutations: [
    {
      rule: 'a foreign host is left alone',
      find: 'if (!service || !isOwnName(scheme.toLowerCase(), named, service)) {',
      put: "if (named === '') {",
    },
    {
      rule: 'a host that ends like ours is foreign',
      find: 'own.toLowerCase() === named',
      put: 'named.endsWith(own.toLowerCase())',
    },
    { rule: 'a host has no case', find: 'own.toLowerCase() === named', put: 'own === named' },
    {
      rule: 'the cluster’s name of another Service leads on',
      find: 'elsewhere?.(new URL(location))',
      put: 'undefined',
    },
    { rule: 'a path of two slashes names no host', find: '/^\\/[/\\\\]/.test(own)', put: "own === ''" },
    { rule: 'nor one of slash and backslash', find: '/^\\/[/\\\\]/.test(own)', put: '/^\\/\\//.test(own)' },
    {
      rule: 'what only begins like the prefix keeps it',
      find: "return rest.startsWith('/') ? rest : path",
      put: 'return rest',
    },
    { rule: 'the prefix alone is the root', find: "if (rest === '' || ", put: 'if (' },
    {
      rule: 'through a tunnel a path stays as it is',
      find: "if (host === undefined && prefix === '') return location",
      put: '',
    },
  ],
}
