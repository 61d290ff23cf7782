import { expect, it } from 'vitest'
import { speaksOwnProtocol } from './own-protocols.ts'

it.each<[string, number, string, boolean]>([
  ['postgresql', 5432, '', true],
  ['', 5432, '', true],
  ['tcp-redis', 6380, '', true],
  ['client', 6379, '', true],
  ['db', 1234, 'mysql', true],
  ['redis-metrics', 9121, '', false],
  ['http', 6379, '', false],
  ['', 6379, 'http', false],
  ['', 9092, 'kubernetes.io/h2c', false],
  ['redistribute', 8080, '', false],
  ['http', 80, '', false],
  ['', 8080, '', false],
])('%s %i %s: %s', (name, port, appProtocol, own) => {
  expect(speaksOwnProtocol({ name, port, protocol: 'TCP', appProtocol, nodePort: 0 })).toBe(own)
})

it('says nothing of what is not TCP', () => {
  expect(speaksOwnProtocol({ name: 'dns', port: 53, protocol: 'UDP', appProtocol: '', nodePort: 0 })).toBe(false)
})
