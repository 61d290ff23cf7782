import { describe, expect, it } from 'vitest'
import { originUrl } from '../../shared/origin.ts'
import type { ServicePort, ServiceRow } from '../../shared/service.ts'
import { copyTargets, serviceUrls } from './copy-targets.ts'

const ownUrl = (named: string): string =>
  originUrl({ cluster: 'demo', namespace: 'apps', service: 'web', port: named }, 8001)
const base = { cluster: 'demo', classicPort: 8002, originPort: 8001 }
const classic = 'http://127.0.0.1:8002/api/v1/namespaces/apps/services/'

function port(name: string, number: number, more: Partial<ServicePort> = {}): ServicePort {
  return { name, port: number, protocol: 'TCP', appProtocol: '', nodePort: 0, ...more }
}

function row(ports: ServicePort[], more: Partial<ServiceRow> = {}): ServiceRow {
  const name = { key: 'apps/web', namespace: 'apps', name: 'web', uid: 'u', title: '', type: 'ClusterIP' }
  return { ...name, clusterService: false, ports, ready: 1, total: 1, external: [], labels: '', ...more }
}

describe('serviceUrls', () => {
  const http = port('http', 80)
  it.each([
    ['the only port', [http], http, 'web:http', ''],
    ['the only port, unnamed', [port('', 80)], port('', 80), 'web', ''],
    ['a TLS port', [port('', 443)], port('', 443), 'https:web:', ''],
    ['one of several', [http, port('https', 443)], http, 'web:http', 'http'],
    ['another of several', [http, port('https', 443)], port('https', 443), 'https:web:https', 'https'],
  ])('are those of %s', (_name, ports, one, segment, named) => {
    expect(serviceUrls(row(ports), one, base)).toEqual({
      classic: `${classic}${segment}/proxy/`,
      origin: ownUrl(named),
    })
  })
})

describe('copyTargets', () => {
  const kinds = (one: ServiceRow, which: ServicePort | undefined, node?: string): string[] =>
    copyTargets(one, which, base, { nodeAddress: node }).map(
      ({ kind, label, value }) => `${kind} | ${label} | ${value}`,
    )

  it('offers the proxy URL first, then the origin and curl', () => {
    expect(kinds(row([port('http', 80)]), port('http', 80))).toEqual([
      `classic | Proxy URL | ${classic}web:http/proxy/`,
      `origin | Origin URL | ${ownUrl('')}`,
      `curl | curl command | curl '${classic}web:http/proxy/'`,
    ])
  })

  it.each<[string, ServicePort[], string, string[]]>([
    [
      'the only port, below 1024',
      [port('http', 80)],
      'prod',
      ['porthole://prod/apps/web/', 'kubectl port-forward --context prod -n apps service/web 10080:80'],
    ],
    [
      'one of several, in a context with a name for a shell',
      [port('http', 8080), port('admin', 9000)],
      "it's mine",
      [
        "porthole://it's%20mine/apps/web:http/",
        String.raw`kubectl port-forward --context 'it'\''s mine' -n apps service/web 8080:8080`,
      ],
    ],
    [
      'one in a context whose name ends a paste and types on',
      [port('http', 80)],
      'a\u001b[201~\rid\n',
      [
        'porthole://a%1B%5B201~%0Did%0A/apps/web/',
        "kubectl port-forward --context 'a[201~id' -n apps service/web 10080:80",
      ],
    ],
  ])('offers what works for others: %s', (_name, ports, context, expected) => {
    const [first] = ports
    const targets = copyTargets(row(ports), first, base, { context })
    expect(targets.filter(({ kind }) => kind === 'link' || kind === 'kubectl').map(({ value }) => value)).toEqual(
      expected,
    )
    expect(targets.every(({ note }) => note !== '')).toBe(true)
  })

  it.each<[string, ServicePort, Partial<ServiceRow>, string | undefined, string[]]>([
    ['none', port('http', 80), {}, '10.0.0.1', []],
    [
      'load balancers by IP and name, without the usual port',
      port('http', 80),
      { type: 'LoadBalancer', external: ['1.2.3.4', 'lb.example'] },
      undefined,
      ['Load balancer | http://1.2.3.4/', 'Load balancer | http://lb.example/'],
    ],
    [
      'a TLS port on IPv6',
      port('https', 8443),
      { type: 'LoadBalancer', external: ['fd00::1'] },
      undefined,
      ['Load balancer | https://[fd00::1]:8443/'],
    ],
    ['the usual TLS port', port('', 443), { external: ['1.2.3.4'] }, undefined, ['External IP | https://1.2.3.4/']],
    ['TLS on port 80', port('https', 80), { external: ['1.2.3.4'] }, undefined, ['External IP | https://1.2.3.4:80/']],
    ['a node port', port('http', 80, { nodePort: 30080 }), {}, '10.0.0.1', ['Node port | http://10.0.0.1:30080/']],
    ['no node port without a Node', port('http', 80, { nodePort: 30080 }), {}, undefined, []],
  ])('adds external addresses: %s', (_name, one, more, node, expected) => {
    const external = kinds(row([one], more), one, node).filter((target) => target.startsWith('external'))
    expect(external).toEqual(expected.map((target) => `external | ${target}`))
  })

  it('runs nothing that a hostile API server has put into a name', () => {
    const port80 = port('p', 80)
    const hostile = { ...row([port80]), namespace: "a';id;'", name: '$(id)' }
    const base = { cluster: 'demo', classicPort: 8001, originPort: 8001 }
    const commands = copyTargets(hostile, port80, base, { context: 'c' }).filter(({ kind }) =>
      /curl|kubectl/.test(kind),
    )
    expect(commands).toHaveLength(2)
    for (const { value } of commands) {
      // What a shell takes for one word is one, and nothing is left that could be a command.
      expect(value.replace(/'(?:[^']|'\\'')*'/g, 'WORD')).toMatch(/^[\w /.:-]+$/)
      expect(value).toContain('id')
    }
  })

  it('offers only addresses of what cannot be proxied', () => {
    const dns = port('dns', 53, { protocol: 'UDP', nodePort: 30053 })
    expect(kinds(row([dns], { external: ['1.2.3.4'] }), dns, '10.0.0.1')).toEqual([
      'external | External IP | 1.2.3.4:53',
      'external | Node port | 10.0.0.1:30053',
    ])
    const db = { type: 'ExternalName', external: ['db.example'] }
    expect(kinds(row([], db), undefined)).toEqual(['external | External name | db.example'])
    expect(kinds(row([port('http', 8080)], db), port('http', 8080))).toEqual([
      'external | External name | http://db.example:8080/',
    ])
    expect(kinds(row([]), undefined)).toEqual([])
  })
})
