import { expect, test } from 'vitest'
import { podAddress } from './network.ts'
import { expand } from './pods.ts'

test.each([
  ['--listen=$(POD_IP):80', '--listen=10.244.0.10:80'],
  ['$(POD_IP) $(POD_IP)', '10.244.0.10 10.244.0.10'],
  ['$(OTHER) $POD_IP ${POD_IP}', '$(OTHER) $POD_IP ${POD_IP}'],
  // As an application's own configuration may have it.
  ['access: $all', 'access: $all'],
])('expand %s', (text, expanded) => {
  expect(expand(text, { POD_IP: '10.244.0.10' })).toBe(expanded)
})

test.each([
  [0, '10.244.0.10'],
  [245, '10.244.0.255'],
  [246, '10.244.1.0'],
])('podAddress %i', (index, address) => {
  expect(podAddress(index)).toBe(address)
})

test('pod addresses end before the broadcast address', () => {
  expect(() => podAddress(65_525)).toThrow('No pod addresses are left')
})
