import { forEachWord, type MutatedFile } from './mutation.ts'

/** Where a path may lead. */
export const routeRules: MutatedFile = {
  file: 'electron/proxy/route.ts',
  tests: 'electron/proxy/route.test.ts',
  mutations: [
    {
      rule: 'a classic path is a Service’s proxy and nothing else',
      find: 'if (prefix === undefined || namespace === undefined || literal === undefined) return refused(target)',
      put: "if (prefix === undefined || namespace === undefined || literal === undefined) return { ok: true, route: { kind: 'classic', namespace: '', service: '', path: target, prefix: '', port: undefined } }",
    },
    { rule: 'from its beginning', find: '/^(\\/api', put: '/(\\/api' },
    { rule: 'in version v1', find: '(\\/api\\/v1\\/', put: '(\\/api\\/v[0-9.]*\\/' },
    { rule: 'with a plain namespace', find: '([a-z0-9-]+)', put: '([^/]*)' },
    { rule: 'of a Service, not of a Pod', find: '\\/services\\/', put: '\\/[a-z]+\\/' },
    { rule: 'with no dot in its name', find: '[\\w:-]', put: '[\\w:.-]' },
    { rule: 'no parameter', find: '[\\w:-]', put: '[\\w:;-]' },
    { rule: 'and no escape but a colon’s', find: '%3[Aa])', put: '%[0-9A-Fa-f]{2})' },
    { rule: 'where proxy is the whole word', find: '(?=$|[/?])/', put: '/' },
    {
      rule: 'dots do not lead out of it',
      find: 'if (leavesRoot(target.slice(prefix.length))) return refused(target)',
      put: '',
    },
    {
      rule: 'the dots are counted from the Service on',
      find: 'leavesRoot(target.slice(prefix.length))',
      put: 'leavesRoot(target)',
    },
    {
      rule: 'a classic path goes on as it came',
      find: "route: { kind: 'classic', namespace, service, path: target,",
      put: "route: { kind: 'classic', namespace, service, path: decodeURIComponent(target),",
    },
    { rule: 'the whole API is served only where it is on', find: 'if (wholeApi && ', put: 'if (' },
    { rule: 'and there it is served', find: 'if (wholeApi && ', put: 'if (!wholeApi && ' },
    { rule: 'no dots lead out of the whole API', find: '!leavesRoot(target) && ', put: '' },
    { rule: 'exec and attach are rejected there too', find: ' && isServedApiPath(target)', put: '' },
    { rule: 'dots do not lead out of an origin', find: '  if (leavesRoot(target)) return refused(target)\n', put: '' },
    { rule: 'an origin leads to its Service', find: 'path: prefix + path', put: 'path' },
    { rule: 'OPTIONS * is asked of the Service', find: "target === '*' ? '/' : target", put: 'target' },
    { rule: 'a port that the list has not is refused', find: "if (found && 'code' in found)", put: 'if (!found)' },
    { rule: 'an ExternalName is not proxied', find: "if (row.type === 'ExternalName')", put: "if (row.type === '')" },
    {
      rule: 'a port that speaks no TCP is refused',
      find: 'if (!isOpenable(row, found)) return',
      put: 'if (!found) return',
    },
    { rule: 'a refusal does not repeat a query', find: ".replace(/[?#].*$/s, '')", put: '' },
    { rule: 'nor a long path', find: '.slice(0, 200)', put: '' },
  ],
}

/** Dots, in every spelling that some server resolves. */
export const dotRules: MutatedFile = {
  file: 'shared/classic-path.ts',
  tests: 'shared/classic-path.test.ts',
  mutations: [
    ...forEachWord(['%2e', '%2f', '%5c', '%3b'], (escape) => ({
      rule: `${escape} is what it stands for`,
      find: `/${escape}/gi`,
      put: `/(?!)/gi`,
    })),
    ...forEachWord(['%2e', '%2f', '%5c'], (escape) => ({
      rule: `${escape} in either case`,
      find: `/${escape}/gi`,
      put: `/${escape}/g`,
    })),
    { rule: 'a backslash is a slash', find: 'split(/[/\\\\]/)', put: "split('/')" },
    { rule: 'a parameter is cut off before dots are looked at', find: "part.split(';')", put: '[part]' },
    { rule: 'an empty part is no folder', find: "name !== '' && ", put: '' },
    { rule: 'a single dot is no folder', find: " && name !== '.'", put: '' },
    { rule: 'dots within the Service pass', find: "if (name === '..') depth--", put: "if (name === '..') depth = -1" },
    { rule: 'dots that lead out later are found', find: 'if (depth < 0) return true', put: '' },
    {
      rule: 'and are not made good by what follows',
      find: '    if (depth < 0) return true\n  }\n  return false',
      put: '  }\n  return depth < 0',
    },
    { rule: 'dots in a query are nothing', find: "    .replace(/[?#].*$/s, '')\n", put: '' },
    {
      rule: 'an escape is undone once, not twice',
      find: '    .replace(/%2e/gi',
      put: "    .replace(/%25/g, '%')\n    .replace(/%2e/gi",
    },
    { rule: 'a namespace is a DNS label', find: '!dnsLabel.test(namespace) || ', put: '' },
    { rule: 'a Service’s name is', find: ' || !dnsLabel.test(segment.name)', put: '' },
    { rule: 'a port is', find: "if (segment.port !== '' && !dnsLabel.test(segment.port)) return undefined", put: '' },
    { rule: 'the rest stays below the Service', find: 'if (leavesRoot(rest)) return undefined', put: '' },
  ],
}

/** The grammar of an origin's name. */
export const originRules: MutatedFile = {
  file: 'shared/origin.ts',
  tests: 'shared/origin.test.ts',
  mutations: [
    {
      rule: 'an origin ends in localhost',
      find: "labels.pop() !== 'localhost' || ",
      put: 'labels.pop() === undefined || ',
    },
    { rule: 'names a cluster, a namespace and a Service', find: 'labels.length < 3 || ', put: '' },
    { rule: 'and at most a port and a site besides', find: ' || labels.length > 5', put: '' },
    {
      rule: 'a site is that of its Service and of no other',
      find: 'own && siteOf(own) === labels.at(-1)',
      put: 'own',
    },
    { rule: 'a short name has no site', find: 'return labels.length < 5 ? ', put: 'return labels.length < 6 ? ' },
    {
      rule: 'each Service has a site of its own',
      find: 'const name = `${cluster}/${namespace}/${service}`',
      put: 'const name = `${cluster}/${namespace}`',
    },
    {
      rule: 'each is a DNS label',
      find: 'if (!labels.every((label) => dnsLabel.test(label))) return undefined',
      put: '',
    },
    { rule: 'of at most 63 characters', find: '{0,61}', put: '*' },
    { rule: 'from beginning to end', find: '[a-z0-9])?$/', put: '[a-z0-9])?/' },
    { rule: 'host names have no case', find: 'host.toLowerCase()', put: 'host' },
  ],
}
