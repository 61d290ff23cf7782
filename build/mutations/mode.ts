import { forEachWord, type MutatedFile } from './mutation.ts'

/** Read-only, and what is rejected of the whole API. */
export const modeRules: MutatedFile = {
  file: 'electron/proxy/mode.ts',
  tests: 'electron/proxy/mode.test.ts',
  mutations: [
    { rule: 'read-only is off unless it is on', find: 'if (!readOnly) return undefined', put: '' },
    { rule: 'read-only refuses', find: 'if (!readOnly) return undefined', put: 'return undefined' },
    {
      rule: 'read-only lets no upgrade pass',
      find: 'if (upgrade) return failure',
      put: 'if (method === "") return failure',
    },
    ...forEachWord(["'GET', ", "'HEAD', "], (method) => ({ rule: `read-only lets ${method}pass`, find: method })),
    { rule: 'read-only lets OPTIONS pass', find: ", 'OPTIONS']", put: ']' },
    ...forEachWord(['POST', 'PUT', 'PATCH', 'DELETE'], (method) => ({
      rule: `read-only refuses ${method}`,
      find: ", 'OPTIONS']",
      put: `, 'OPTIONS', '${method}']`,
    })),
    ...forEachWord(["'x-http-method-override'", "'x-http-method'", "'x-method-override'"], (name) => ({
      rule: `${name} does not name another`,
      find: name,
      put: "'x-none'",
    })),
    { rule: 'nor does any other of them', find: '[method, ...meant]', put: '[method, ...meant.slice(0, 1)]' },
    { rule: 'such a name has no case', find: '.map((other) => other.toUpperCase())', put: '' },
    { rule: 'nobody runs a command in a Pod', find: '(exec|attach)', put: '(attach)' },
    { rule: 'nobody attaches to one', find: '(exec|attach)', put: '(exec)' },
    { rule: 'the rest of the API is served', find: 'return !rejected.test(', put: 'return rejected.test(' },
    { rule: 'an escape does not hide exec', find: 'decodeOnce(path.replace', put: '(path.replace' },
    {
      rule: 'nor does a broken escape elsewhere in the path',
      find: 'String.fromCharCode(Number.parseInt(code, 16))',
      put: 'decodeURIComponent(`%${code}`)',
    },
    { rule: 'a query is not the path', find: "path.replace(/[?#].*$/s, '')", put: 'path' },
  ],
}
