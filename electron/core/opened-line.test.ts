import { expect, test } from 'vitest'
import type { AppState, ClusterSummary } from '../../shared/app-state.ts'
import { failure } from '../../shared/failure.ts'
import { openedLine } from './opened-line.ts'

const refused = failure('connection-refused', 'connect ECONNREFUSED 10.0.0.1:6443')
const step = { phase: 'connecting', since: 0, step: 'services', received: 3, about: null, retryAt: null } as const

test.each<[string, Partial<ClusterSummary>, RegExp | undefined]>([
  [
    'is connected',
    { state: { phase: 'connected', since: 0 }, services: 12 },
    /^Porthole is open and serves 12 Services of prod on 127.0.0.1:8001.$/,
  ],
  ['has one Service', { state: { phase: 'connected', since: 0 }, services: 1 }, / serves 1 Service of prod on /],
  ['is being listed', { state: { ...step, failure: null }, services: null }, undefined],
  [
    'refuses',
    { state: { ...step, failure: refused }, services: null },
    / serves on 127.0.0.1:8001. prod: .*ECONNREFUSED/,
  ],
  ['is about to be connected', { state: { phase: 'idle' } }, undefined],
])('a terminal is told once of a cluster that %s', (_name, more, expected) => {
  const state = { clusters: [{ id: 'prod', name: 'prod', ...more }], active: 'prod', address: '127.0.0.1:8001' }
  const line = openedLine(state as AppState)
  if (expected) expect(line).toMatch(expected)
  else expect(line).toBeUndefined()
  expect(openedLine({ ...state, address: null } as AppState)).toBeUndefined()
})

test('where no cluster is chosen it says where it serves', () => {
  expect(openedLine({ clusters: [] as ClusterSummary[], active: null, address: '127.0.0.1:8001' } as AppState)).toBe(
    'Porthole is open and serves on 127.0.0.1:8001.',
  )
})
