import { expect, test } from 'vitest'
import { samplePort, sampleRow } from '../../test/samples.ts'
import { urlList } from './url-list.ts'

const rows = [
  sampleRow('monitoring/grafana'),
  sampleRow('argocd/argocd-server', { ports: [samplePort('https', 443)] }),
  sampleRow('kube-system/dns', { ports: [samplePort('dns', 53, { protocol: 'UDP' })] }),
  sampleRow('shop/postgres', { ports: [samplePort('postgresql', 5432)] }),
  sampleRow('shop/elsewhere', { type: 'ExternalName' }),
  sampleRow('tools/verdaccio', { ports: [samplePort('', 80)] }),
]
const at = (path: string) => `http://127.0.0.1:8002/api/v1/namespaces/${path}/proxy/`

test('one URL a line, in the order of the rows, without what cannot be proxied to', () => {
  expect(urlList(rows, 'http://127.0.0.1:8002', 'lines')).toEqual([
    at('monitoring/services/grafana:http'),
    at('argocd/services/https:argocd-server:https'),
    at('tools/services/verdaccio'),
  ])
})

test('as Markdown each has the name of its Service', () => {
  expect(urlList(rows.slice(0, 1), 'http://127.0.0.1:8002', 'markdown')).toEqual([
    `- [monitoring/grafana](${at('monitoring/services/grafana:http')})`,
  ])
})
