import { describe, expect, it } from 'vitest'
import { healthOf, isOpenable, preferredPort, schemeOf, type ServicePort } from './service.ts'

function port(name: string, number: number, more: Partial<ServicePort> = {}): ServicePort {
  return { name, port: number, protocol: 'TCP', appProtocol: '', nodePort: 0, ...more }
}

describe('schemeOf', () => {
  it.each([
    ['https', port('https', 1)],
    ['https', port('api-https', 1)],
    ['https', port('https-metrics', 1)],
    ['http', port('http', 443)],
    ['http', port('http-metrics', 8443)],
    ['http', port('web', 80)],
    ['http', port('', 80)],
    ['http', port('httpsx', 80)],
    ['https', port('', 443)],
    ['https', port('web', 443)],
    ['https', port('web', 6443)],
    ['https', port('web', 8443)],
    ['https', port('web', 9443)],
    ['http', port('web', 4443)],
    ['https', port('http', 80, { appProtocol: 'https' })],
    ['https', port('http', 80, { appProtocol: 'HTTPS' })],
    ['https', port('http', 80, { appProtocol: 'kubernetes.io/wss' })],
    ['http', port('https', 443, { appProtocol: 'http' })],
    ['http', port('https', 443, { appProtocol: 'kubernetes.io/h2c' })],
    ['http', port('https', 443, { appProtocol: 'kubernetes.io/ws' })],
    // What says nothing about TLS leaves it to name and number.
    ['https', port('web', 443, { appProtocol: 'grpc' })],
  ])('is %s for %o', (scheme, one) => {
    expect(schemeOf(one)).toBe(scheme)
  })
})

describe('healthOf', () => {
  it.each([
    ['ready', 2, 2, 'ClusterIP'],
    ['partial', 1, 2, 'ClusterIP'],
    ['down', 0, 2, 'LoadBalancer'],
    ['none', 0, 0, 'ClusterIP'],
    ['unknown', null, null, 'ClusterIP'],
    ['unknown', 1, 1, 'ExternalName'],
  ])('is %s for %o of %o, %s', (health, ready, total, type) => {
    expect(healthOf({ ready, total, type })).toBe(health)
  })
})

describe('isOpenable', () => {
  it.each([
    [true, 'ClusterIP', 'TCP'],
    [true, 'LoadBalancer', 'TCP'],
    [false, 'ClusterIP', 'UDP'],
    [false, 'ClusterIP', 'SCTP'],
    [false, 'ExternalName', 'TCP'],
  ])('is %s for %s and %s', (openable, type, protocol) => {
    expect(isOpenable({ type }, { protocol })).toBe(openable)
  })
})

describe('preferredPort', () => {
  it.each([
    ['a port named http before others', [port('grpc', 9000), port('http', 8000)], 8000],
    ['a port with http in its name', [port('grpc', 9000), port('http-web', 3000)], 3000],
    ['a port that people look at', [port('amqp', 5672), port('management', 15672)], 15672],
    ['a port whose appProtocol is HTTP', [port('a', 1), port('b', 2, { appProtocol: 'HTTP' })], 2],
    ['a well-known number before the first', [port('a', 5000), port('b', 8080)], 8080],
    ['a name before a number', [port('a', 80), port('web', 5000)], 5000],
    ['the first of equals', [port('http', 1), port('https', 2)], 1],
    ['the first TCP port else', [port('dns', 53, { protocol: 'UDP' }), port('dns-tcp', 53)], 53],
    ['nothing when there is only UDP', [port('http', 80, { protocol: 'UDP' })], undefined],
    ['nothing when there are no ports', [], undefined],
  ])('takes %s', (_name, ports, expected) => {
    const found = preferredPort({ type: 'ClusterIP', ports })
    expect(found?.port).toBe(expected)
    if (found) expect(found.protocol).toBe('TCP')
  })

  it('takes nothing of an ExternalName Service', () => {
    expect(preferredPort({ type: 'ExternalName', ports: [port('http', 80)] })).toBeUndefined()
  })
})
