import { portId } from '../../../shared/service.ts'
import { expect, test } from 'vitest'
import { samplePort, sampleRow } from '../../test/samples.ts'
import { orderedPorts, protocolOf, shownName, whyNothingOpenable, whyNotOpenable } from './port-words.ts'

const udp = samplePort('dns', 53, { protocol: 'UDP' })

test('the port that Open chooses comes first', () => {
  const row = sampleRow('kube-system/kube-dns', { ports: [udp, samplePort('metrics', 9153), samplePort('http', 80)] })
  expect(orderedPorts(row).map(({ name }) => name)).toEqual(['http', 'dns', 'metrics'])
})

test.each([
  [udp, 'UDP'],
  [samplePort('web', 443), 'HTTPS'],
  [samplePort('https', 443), ''],
  [samplePort('http', 80), ''],
  [samplePort('web', 9000, { appProtocol: 'grpc' }), 'gRPC'],
  [samplePort('live', 9000, { appProtocol: 'kubernetes.io/ws' }), 'WebSocket'],
  [samplePort('web', 9000, { appProtocol: 'http' }), 'HTTP'],
  [samplePort('pg', 5432), ''],
])('%j speaks %s, where its name does not say so', (port, expected) => expect(protocolOf(port)).toBe(expected))

test('why a port cannot be opened', () => {
  const row = sampleRow('a/b')
  expect(whyNotOpenable(row, samplePort('http', 80))).toBeUndefined()
  expect(whyNotOpenable(row, udp)).toContain('UDP')
  expect(whyNotOpenable({ ...row, type: 'ExternalName' }, samplePort('http', 80))).toContain('ExternalName')
})

test.each([
  ['one that can', sampleRow('a/b'), undefined],
  ['UDP alone', sampleRow('a/b', { ports: [udp] }), 'UDP'],
  ['no ports', sampleRow('a/b', { ports: [] }), 'no ports'],
  ['ExternalName', sampleRow('a/b', { type: 'ExternalName', ports: [] }), 'ExternalName'],
])('why nothing of a Service can be opened: %s', (_, row, expected) => {
  if (expected === undefined) expect(whyNothingOpenable(row)).toBeUndefined()
  else expect(whyNothingOpenable(row)).toContain(expected)
})

test('names', () => {
  expect(portId(samplePort('', 80))).toBe('80')
  expect(portId(samplePort('web', 80))).toBe('web')
  expect(shownName(sampleRow('a/kube-dns', { title: 'CoreDNS', clusterService: true }))).toBe('CoreDNS')
  expect(shownName(sampleRow('a/rabbitmq', { title: 'RabbitMQ' }))).toBe('rabbitmq')
})
