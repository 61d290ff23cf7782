import { expect, it } from 'vitest'
import { ownProtocol } from './own-protocols.ts'

it.each<[string, number, string, string | undefined]>([
  ['postgresql', 5432, '', 'PostgreSQL'],
  ['', 5432, '', 'PostgreSQL'],
  ['tcp-redis', 6380, '', 'Redis'],
  ['client', 6379, '', 'Redis'],
  ['db', 1234, 'mysql', 'MySQL'],
  ['redis-metrics', 9121, '', undefined],
  ['http', 6379, '', undefined],
  ['', 6379, 'http', undefined],
  ['', 9092, 'kubernetes.io/h2c', undefined],
  ['redistribute', 8080, '', undefined],
  ['http', 80, '', undefined],
  ['', 8080, '', undefined],
])('%s %i %s: %s', (name, port, appProtocol, own) => {
  expect(ownProtocol({ name, port, protocol: 'TCP', appProtocol, nodePort: 0 })).toBe(own)
})

it('says nothing of what is not TCP', () => {
  expect(ownProtocol({ name: 'dns', port: 53, protocol: 'UDP', appProtocol: '', nodePort: 0 })).toBeUndefined()
})
