import { describe, expect, it } from 'vitest'
import type { ServiceRow } from '../../../shared/service.ts'
import type { TcpForwardState } from '../../../shared/tcp-forward.ts'
import { type ForwardSample, rateOf, sampleOf, withSample } from './forward-rates.ts'
import { sampleForward } from '../../test/samples.ts'
import { forwardTargets, suggestionsOf, targetOf } from './forward-targets.ts'

const forward = (id: number, bytesIn: number, bytesOut = 0): TcpForwardState =>
  sampleForward({ id, cluster: 'demo', service: 'cart', port: 'http', localPort: 18_080, bytesIn, bytesOut })

describe('rateOf', () => {
  const after = (...moments: [at: number, forwards: TcpForwardState[]][]): readonly ForwardSample[] =>
    moments.reduce<readonly ForwardSample[]>((all, [at, forwards]) => withSample(all, sampleOf(forwards, at)), [])

  it.each([
    ['nothing yet', after(), { in: 0, out: 0 }],
    ['one look', after([0, [forward(1, 500)]]), { in: 0, out: 0 }],
    ['two', after([0, [forward(1, 0, 100)]], [500, [forward(1, 500, 200)]]), { in: 1000, out: 200 }],
    ['one that began late', after([0, []], [1000, [forward(1, 0)]], [2000, [forward(1, 300)]]), { in: 150, out: 0 }],
    ['one that was used before it was seen', after([0, []], [1000, [forward(1, 300)]]), { in: 300, out: 0 }],
    ['one that was stopped', after([0, [forward(1, 0)]], [1000, []]), { in: 0, out: 0 }],
    [
      'the last three seconds alone',
      after(
        ...[9000, 9000, 9100, 9200, 9300].map((bytes, at): [number, TcpForwardState[]] => [
          at * 1000,
          [forward(1, bytes)],
        ]),
      ),
      { in: 100, out: 0 },
    ],
  ])('%s', (_name, samples, expected) => {
    expect(rateOf(samples, 1)).toEqual(expected)
  })
})

describe('targetOf', () => {
  const row = (key: string, ports: [name: string, port: number, protocol?: string][], type = 'ClusterIP') => {
    const [namespace = '', name = ''] = key.split('/')
    const list = ports.map(([portName, port, protocol = 'TCP']) => ({
      name: portName,
      port,
      protocol,
      appProtocol: '',
      nodePort: 0,
    }))
    return { key, namespace, name, type, ports: list } as unknown as ServiceRow
  }
  const targets = forwardTargets([
    row('shop/cart', [
      ['http', 8080],
      ['grpc', 9000],
    ]),
    row('shop/db', [['', 5432]]),
    row('tools/db', [['', 5432]]),
    row('kube-system/dns', [['dns', 53, 'UDP']]),
    row('shop/elsewhere', [['http', 80]], 'ExternalName'),
  ])

  it('offers TCP ports alone', () => {
    expect(targets.map(({ label }) => label)).toEqual([
      'shop/cart:8080',
      'shop/cart:9000',
      'shop/db:5432',
      'tools/db:5432',
    ])
  })

  it.each([
    ['shop/cart:9000', 'grpc'],
    ['shop/cart:grpc', 'grpc'],
    [' shop/cart ', 'http'],
    ['cart', 'http'],
    ['tools/db', '5432'],
    ['db', undefined],
    ['shop/cart:1', undefined],
    ['kube-system/dns:53', undefined],
    ['', undefined],
  ])('reads %j', (text, port) => {
    expect(targetOf(targets, text)?.port).toBe(port)
  })

  it.each([
    ['', ['shop/cart:8080', 'shop/cart:9000', 'shop/db:5432', 'tools/db:5432']],
    [' DB', ['shop/db:5432', 'tools/db:5432']],
    ['shop/db:5432', []],
    ['nothing', []],
  ])('suggests for %j', (text, labels) => {
    expect(suggestionsOf(targets, text).map(({ label }) => label)).toEqual(labels)
  })

  it('suggests no more than can be read', () => {
    const many = Array.from({ length: 20 }, (_, at) => row(`shop/db-${at}`, [['', 5432]]))
    expect(suggestionsOf(forwardTargets(many), 'db')).toHaveLength(8)
  })
})
