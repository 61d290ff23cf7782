import { describe, expect, it } from 'vitest'
import { originUrl } from '../../shared/origin.ts'
import type { ServicePort, ServiceRow } from '../../shared/service.ts'
import { headlessLines, textLines } from './headless-lines.ts'

const base = { cluster: 'prod-x1y2z3', classicPort: 8001, originPort: 8001 }

function row(key: string, ports: [string, number][], clusterService = false): ServiceRow {
  const [namespace = '', name = ''] = key.split('/')
  const facts = { key, namespace, name, uid: key, title: '', type: 'ClusterIP', external: [], labels: '' }
  const full = ports.map(([name, port]): ServicePort => ({ name, port, protocol: 'TCP', appProtocol: '', nodePort: 0 }))
  return { ...facts, clusterService, ports: full, ready: null, total: null }
}

const rows = [
  row('b/web', [['http', 80]]),
  row(
    'a/two',
    [
      ['https', 443],
      ['metrics', 9090],
    ],
    true,
  ),
  row('a/none', []),
  row('a/Two', [['', 80]]),
]

describe('headlessLines', () => {
  it('has a line for each port, by namespace and name, ports as the Service has them', () => {
    const lines = headlessLines('Prod', rows, base)
    expect(lines.map(({ namespace, name, port }) => `${namespace}/${name} ${port.name} ${port.number}`)).toEqual([
      'a/Two  80',
      'a/two https 443',
      'a/two metrics 9090',
      'b/web http 80',
    ])
    expect(lines[1]).toEqual({
      cluster: 'Prod',
      namespace: 'a',
      name: 'two',
      port: { name: 'https', number: 443 },
      classic: 'http://127.0.0.1:8001/api/v1/namespaces/a/services/https:two:https/proxy/',
      origin: originUrl({ cluster: 'prod-x1y2z3', namespace: 'a', service: 'two', port: 'https' }, 8001),
      clusterService: true,
    })
    expect(rows[0]?.key).toBe('b/web')
  })
})

describe('headlessLines of what cannot be opened', () => {
  it('has none for UDP, or for a name of a host elsewhere', () => {
    const dns = row('kube-system/kube-dns', [['dns', 53]])
    const udp = { ...dns, ports: dns.ports.map((port) => ({ ...port, protocol: 'UDP' })) }
    const elsewhere = { ...row('shop/gateway', [['http', 80]]), type: 'ExternalName' }
    expect(headlessLines('Prod', [udp, elsewhere, ...rows.slice(0, 1)], base).map(({ name }) => name)).toEqual(['web'])
  })
})

describe('textLines', () => {
  it('aligns what they are, their classic URLs and their origins', () => {
    const lines = textLines(headlessLines('Prod', rows, base))
    const columns = lines.map((line) => line.split(/ {2,}/))
    expect(columns.map(([what]) => what)).toEqual(['a/Two:80', 'a/two:https', 'a/two:metrics', 'b/web:http'])
    expect(new Set(lines.map((line) => line.indexOf('http://127.0.0.1'))).size).toBe(1)
    expect(new Set(lines.map((line) => line.lastIndexOf('http://'))).size).toBe(1)
    expect(columns.every((parts) => parts.length === 3)).toBe(true)
  })

  it('is nothing for nothing', () => {
    expect(textLines([])).toEqual([])
  })
})
