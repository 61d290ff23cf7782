import { expect, test } from 'vitest'
import { linkAt } from './page-link.ts'

const service = 'porthole://admin%40prod/monitoring/grafana:http/'
const at = (path: string) => `http://grafana.monitoring.prod.localhost:8001${path}`

test.each([
  ['its root', '/', service],
  ['a path, its query and its fragment', '/d/abc?from=now-6h#panel', `${service}d/abc?from=now-6h#panel`],
  ['what a link may not have: the root', '//evil.example/', service],
  ['what is too long for a link: the root', `/${'x'.repeat(5000)}`, service],
])('leads to %s', (_what, path, value) => {
  expect(linkAt(service, at(path))).toEqual({ value, context: 'admin@prod' })
})
