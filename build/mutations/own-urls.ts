import { forEachWord, type MutatedFile } from './mutation.ts'

/** Which URLs of a request's query and body are the origin's own, and told to the application by its own name. */
export const ownUrlRules: MutatedFile = {
  file: 'electron/proxy/own-urls.ts',
  tests: 'electron/proxy/own-urls.test.ts',
  mutations: [
    { rule: 'a host that goes on is another one', find: '(?![\\\\w.@:-]', put: '(?![.@:-]' },
    { rule: 'so is what stands before an @', find: '(?![\\\\w.@:-]', put: '(?![\\\\w.:-]' },
    { rule: 'so is one with a port', find: '(?![\\\\w.@:-]', put: '(?![\\\\w.@-]' },
    { rule: 'escaped ones too', find: '|%(?:25)*(?:3a|40)', put: '' },
    { rule: 'a URL has no case', find: "'gi')", put: "'g')" },
    { rule: 'a WebSocket’s URL stays one', find: "scheme.replace('http', 'ws')", put: 'scheme' },
    { rule: 'a port is escaped as its scheme is', find: "host.replace(':', colon)", put: 'host' },
    { rule: 'a program’s body stays as it is', find: "site !== 'same-origin' || ", put: '' },
    { rule: 'a form is told', find: 'x-www-form-urlencoded|', put: '' },
    { rule: 'JSON of any kind is', find: '([\\w.-]+\\+)?json', put: 'json' },
    { rule: 'so is a form in parts', find: '|multipart\\/form-data', put: '' },
    { rule: 'and a file in it is not', find: 'isFile(part) ? part : ', put: '' },
    ...forEachWord(["'content-encoding'", "'x-amz-content-sha256'"], (name) => ({
      rule: `a body stays that ${name} describes`,
      find: name,
      put: "'x-none'",
    })),
  ],
}
