import { describe, expect, it } from 'vitest'
import type { ClusterState } from '../../shared/cluster-state.ts'
import { failure } from '../../shared/failure.ts'
import { nextState, type ClusterEvent } from './cluster-machine.ts'

const before = 1000
const now = 2000
const lost = failure('connection-lost')
const refused = failure('connection-refused')

const idle: ClusterState = { phase: 'idle' }
const fresh = { phase: 'connecting', since: now, step: 'credentials', received: 0, about: null } as const
const begun: ClusterState = { ...fresh, failure: null, retryAt: null }
const connecting: ClusterState = { ...begun, since: before, received: 7 }
const waiting: ClusterState = { ...connecting, failure: refused, retryAt: 1500 }
const connected: ClusterState = { phase: 'connected', since: before }
const degraded: ClusterState = { phase: 'degraded', since: before, failure: refused, retryAt: 1500 }
const disconnected: ClusterState = { phase: 'disconnected', since: before, failure: refused }

const connect: ClusterEvent = { type: 'connect' }
const asking: ClusterEvent = { type: 'asking' }
const signedIn: ClusterEvent = { type: 'signed-in' }
const page: ClusterEvent = { type: 'page', received: 500, about: 900 }
const watching: ClusterEvent = { type: 'watching' }
const failed: ClusterEvent = { type: 'failed', failure: lost, retryAt: 3000 }
const tooLarge: ClusterEvent = { type: 'failed', failure: failure('cluster-too-large'), retryAt: 3000 }
const retrying: ClusterEvent = { type: 'retrying' }
const disconnect: ClusterEvent = { type: 'disconnect', failure: null }
const give: ClusterEvent = { type: 'disconnect', failure: lost }

const now_connected: ClusterState = { phase: 'connected', since: now }
const now_disconnected: ClusterState = { phase: 'disconnected', since: now, failure: null }
const same = 'same'

/** Every phase × every event, and what comes of it. */
const table: [string, ClusterState, [ClusterEvent, ClusterState | typeof same][]][] = [
  [
    'idle',
    idle,
    [
      [connect, begun],
      [asking, same],
      [signedIn, same],
      [page, same],
      [watching, same],
      [failed, same],
      [retrying, same],
      [disconnect, same],
    ],
  ],
  [
    'connecting',
    connecting,
    [
      [connect, same],
      [asking, connecting],
      [signedIn, { ...connecting, step: 'version' }],
      [page, { ...connecting, step: 'services', received: 500, about: 900 }],
      [watching, now_connected],
      [failed, { ...connecting, failure: lost, retryAt: 3000 }],
      [tooLarge, { phase: 'degraded', since: now, failure: failure('cluster-too-large'), retryAt: 3000 }],
      [retrying, connecting],
      [disconnect, now_disconnected],
      [give, { ...now_disconnected, failure: lost }],
    ],
  ],
  [
    'connecting after a failure',
    waiting,
    [
      [connect, same],
      [watching, now_connected],
      [failed, { ...waiting, failure: lost, retryAt: 3000 }],
      [retrying, { ...waiting, retryAt: null }],
      [disconnect, now_disconnected],
    ],
  ],
  [
    'connected',
    connected,
    [
      [connect, same],
      [asking, same],
      [signedIn, same],
      [page, same],
      [watching, same],
      [failed, { phase: 'degraded', since: now, failure: lost, retryAt: 3000 }],
      [retrying, same],
      [disconnect, now_disconnected],
    ],
  ],
  [
    'degraded',
    degraded,
    [
      [connect, same],
      [asking, same],
      [signedIn, same],
      [page, same],
      [watching, now_connected],
      [failed, { phase: 'degraded', since: before, failure: lost, retryAt: 3000 }],
      [retrying, { ...degraded, retryAt: null }],
      [disconnect, now_disconnected],
    ],
  ],
  [
    'disconnected',
    disconnected,
    [
      [connect, begun],
      [asking, same],
      [signedIn, same],
      [page, same],
      [watching, same],
      [failed, same],
      [retrying, same],
      [disconnect, same],
    ],
  ],
]

describe.each(table)('%s', (_name, state, rows) => {
  it.each(rows.map(([event, next]) => [event.type, event, next] as const))('on %s', (_type, event, next) => {
    const after = nextState(state, event, now)
    // The same object tells the caller that nothing changed.
    if (next === same) expect(after).toBe(state)
    else expect(after).toEqual(next)
  })
})
