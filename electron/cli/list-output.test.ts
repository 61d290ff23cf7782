import { expect, it } from 'vitest'
import type { ServicePort, ServiceRow } from '../../shared/service.ts'
import { serviceUrls } from '../core/copy-targets.ts'
import { listedServices, listText, noServices } from './list-output.ts'

const base = { cluster: 'demo', classicPort: 8002, originPort: 8001 }
const http: ServicePort = { name: 'http', port: 80, protocol: 'TCP', appProtocol: '', nodePort: 0 }
const dns: ServicePort = { ...http, name: 'dns', port: 53, protocol: 'UDP' }

function row(namespace: string, name: string, ports: ServicePort[], more: Partial<ServiceRow> = {}): ServiceRow {
  const rest = {
    uid: 'u',
    title: '',
    type: 'ClusterIP',
    clusterService: false,
    ready: 1,
    total: 2,
    external: [],
    labels: '',
  }
  return { key: `${namespace}/${name}`, namespace, name, ports, ...rest, ...more }
}

const rows = [
  row('shop', 'web', [http]),
  row('apps', 'names', [dns], { ready: null, total: null }),
  row('apps', 'elsewhere', [], { type: 'ExternalName', external: ['x.example'] }),
]

const web = serviceUrls(row('shop', 'web', [http]), http, base)

it('lists a namespace, or all, in order', () => {
  const names = (namespace?: string) => listText(listedServices('demo', rows, namespace, base), 'name', true)
  expect(names()).toBe('apps/elsewhere\napps/names\nshop/web\n')
  expect(names('shop')).toBe('shop/web\n')
})

it('prints a table', () => {
  const text = listText(listedServices('demo', rows, undefined, base), 'text', true)
  expect(text).toBe(
    'NAMESPACE   NAME        TYPE           PORT(S)   READY   URL\n' +
      'apps        elsewhere   ExternalName   <none>    1/2     -\n' +
      'apps        names       ClusterIP      53/UDP    -       -\n' +
      `shop        web         ClusterIP      80/TCP    1/2     ${web.origin}\n`,
  )
})

it('says so when there are none', () => {
  expect(listText([], 'text', false)).toBe('')
  expect(noServices('nosuch')).toBe('No Services found in nosuch namespace.')
  expect(noServices(undefined)).toBe('No Services found.')
  expect(listText([], 'json', false)).toBe('[]\n')
})

it('gives URLs in JSON and YAML, null for what cannot be opened', () => {
  const listed = listedServices('demo', rows, undefined, base)
  expect(JSON.parse(listText(listed, 'json', true))).toEqual(listed)
  expect(listed[2]?.ports[0]).toMatchObject({ ...web })
  expect(listed[1]?.ports[0]).toMatchObject({ classic: null, origin: null })
  expect(listText(listed.slice(2), 'yaml', true)).toContain('- cluster: demo\n  namespace: shop\n  name: web\n')
})

it('keeps a table in line whatever a server calls a Service', () => {
  const listed = listedServices('demo', [row('shop', 'a\x1b[2J\nb', []), row('shop', 'c', [])], undefined, base)
  expect(listText(listed, 'text', false)).toBe(
    'NAME           TYPE        PORT(S)   READY   URL\n' +
      'a\\u001b[2J b   ClusterIP   <none>    1/2     -\n' +
      'c              ClusterIP   <none>    1/2     -\n',
  )
})
