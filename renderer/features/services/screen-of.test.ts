import { expect, test } from 'vitest'
import type { ClusterState } from '../../../shared/cluster-state.ts'
import { failure } from '../../../shared/failure.ts'
import { refused, sampleApp, sampleCluster } from '../../test/samples.ts'
import { screenOf } from './screen-of.ts'

const connecting = { phase: 'connecting', since: 0, step: 'version', asks: '', received: 0, about: null } as const
const states: [ClusterState, string][] = [
  [{ phase: 'idle' }, 'off'],
  [{ ...connecting, failure: null, retryAt: null }, 'connecting'],
  [{ ...connecting, received: 500, failure: null, retryAt: null }, 'list'],
  [{ ...connecting, failure: refused, retryAt: 1 }, 'failed'],
  [{ ...connecting, received: 500, failure: refused, retryAt: 1 }, 'failed'],
  [{ ...connecting, failure: refused, retryAt: null }, 'failed'],
  [{ phase: 'connected', since: 0 }, 'list'],
  [{ phase: 'degraded', since: 0, failure: refused, retryAt: null }, 'list'],
  [{ phase: 'disconnected', since: 0, failure: null }, 'off'],
]
test.each(states)('%j shows %s', (state, kind) => {
  expect(screenOf(sampleApp([sampleCluster('prod', { state })])).kind).toBe(kind)
})

const files = ['/home/ada/.kube/config']
test.each([
  ['before main has answered', null, 'starting'],
  ['no kubeconfig', sampleApp([], { kubeconfig: { files, found: 0, failure: null } }), 'no-clusters'],
  ['a kubeconfig without contexts', sampleApp([], { kubeconfig: { files, found: 1, failure: null } }), 'no-clusters'],
  [
    'a broken kubeconfig and no cluster',
    sampleApp([], { kubeconfig: { files, found: 1, failure: failure('kubeconfig-invalid') } }),
    'kubeconfig-failure',
  ],
  [
    'a broken kubeconfig beside a cluster',
    sampleApp([sampleCluster('prod')], { kubeconfig: { files, found: 1, failure: failure('kubeconfig-invalid') } }),
    'list',
  ],
  ['no cluster chosen', sampleApp([sampleCluster('prod')], { active: null }), 'choose'],
])('%s: %#', (_, state, kind) => expect(screenOf(state).kind).toBe(kind))
