import { describe as group, expect, test } from 'vitest'
import { describe, readEndpoints } from './service-details.ts'

group('the details of a Service', () => {
  test('are its YAML without managed fields, its labels and its selector', async () => {
    const told = await describe({
      metadata: { name: 'cart', labels: { app: 'cart' }, managedFields: [{ manager: 'kubectl' }] },
      spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
    })
    expect(told.labels).toEqual({ app: 'cart' })
    expect(told.selector).toEqual({ app: 'cart' })
    expect(told.yaml).toMatch(/^apiVersion: v1\nkind: Service\nmetadata:\n {2}name: cart\n/)
    expect(told.yaml).not.toContain('managedFields')
  })

  test('are JSON where YAML would take long', async () => {
    const ports = Array.from({ length: 15_000 }, (_, at) => ({ name: `p${at}`, port: at }))
    const { yaml } = await describe({ metadata: { name: 'cart' }, spec: { ports } })
    expect(JSON.parse(yaml)).toMatchObject({ kind: 'Service', spec: { ports } })
  })

  test('name the Pods, those that are not ready first', () => {
    const endpoint = (address: string, ready: boolean | null, pod?: string) => ({
      addresses: [address],
      conditions: { ready },
      ...(pod === undefined ? {} : { targetRef: { kind: 'Pod', name: pod } }),
    })
    const slices = [{ endpoints: [endpoint('10.0.0.1', null, 'a')] }, { endpoints: [endpoint('10.0.0.2', false)] }]
    expect(readEndpoints(slices)).toEqual([
      { address: '10.0.0.2', ready: false, pod: '', node: '' },
      { address: '10.0.0.1', ready: true, pod: 'a', node: '' },
    ])
  })
})
