import { describe, expect, test } from 'vitest'
import { endpointSliceManifest, podStatus, portForwardManifest, serviceManifest } from './manifests.ts'

const service = {
  namespace: 'demo',
  name: 'echo',
  ports: [
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'dns', port: 53, targetPort: 53, protocol: 'UDP' },
  ],
} as const
const pods = [
  { name: 'echo-0', ip: '10.244.0.10', uid: 'u0', ready: true },
  { name: 'echo-1', ip: '10.244.0.11', uid: 'u1', ready: false },
]

describe('endpointSliceManifest', () => {
  test('belongs to its Service, with its port names and the numbers of the pods', () => {
    expect(endpointSliceManifest(service, pods)).toMatchObject({
      metadata: { labels: { 'kubernetes.io/service-name': 'echo' } },
      ports: [
        { name: 'http', port: 8080, protocol: 'TCP' },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    })
  })

  test('refers to each pod by uid, since the service proxy dials no others', () => {
    expect(endpointSliceManifest(service, pods)).toMatchObject({
      endpoints: [
        {
          addresses: ['10.244.0.10'],
          conditions: { ready: true },
          targetRef: { kind: 'Pod', name: 'echo-0', uid: 'u0' },
        },
        { addresses: ['10.244.0.11'], conditions: { ready: false }, targetRef: { name: 'echo-1', uid: 'u1' } },
      ],
    })
  })

  test('leaves an unnamed port unnamed', () => {
    const unnamed = { ...service, ports: [{ port: 80, targetPort: 4873 }] }
    expect(endpointSliceManifest(unnamed, [])).toMatchObject({ ports: [{ name: '', port: 4873 }] })
  })
})

test('serviceManifest adds labels to its own and defaults to ClusterIP', () => {
  expect(serviceManifest({ ...service, labels: { tier: 'front' } })).toMatchObject({
    metadata: { labels: { app: 'echo', tier: 'front' } },
    spec: { type: 'ClusterIP', selector: { app: 'echo' } },
  })
})

test('podStatus is Running with an IP, ready or not', () => {
  const ready = { type: 'Ready', status: 'True' }
  expect(podStatus('10.244.0.10', true)).toMatchObject({ status: { phase: 'Running', podIP: '10.244.0.10' } })
  expect(podStatus('10.244.0.10', true)).toHaveProperty('status.conditions', expect.arrayContaining([ready]))
  expect(podStatus('10.244.0.10', false)).not.toHaveProperty('status.conditions', expect.arrayContaining([ready]))
})

test('portForwardManifest forwards the TCP ports of the pod', () => {
  expect(portForwardManifest(service, 'echo-0', '10.244.0.10')).toMatchObject({
    spec: { forwards: [{ ports: [8080], target: { port: 8080, address: '10.244.0.10' } }] },
  })
})
