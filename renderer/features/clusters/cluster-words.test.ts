import { expect, test } from 'vitest'
import type { ClusterState } from '../../../shared/cluster-state.ts'
import { refused, sampleCluster } from '../../test/samples.ts'
import { clusterDot, longWords, railLetters, shortWords } from './cluster-words.ts'

const now = new Date(2026, 5, 1, 10, 50).getTime()
const since = new Date(2026, 5, 1, 10, 42).getTime()
const yesterday = new Date(2026, 4, 31, 10, 42).getTime()
const connecting = { phase: 'connecting', since, step: 'version', received: 0, about: null } as const

const table: [ClusterState, string, RegExp, string][] = [
  [{ phase: 'idle' }, 'idle', /^not connected$/, 'ring'],
  [{ ...connecting, failure: null, retryAt: null }, 'connecting…', /^connecting — waiting for the API server$/, 'busy'],
  [
    { ...connecting, failure: refused, retryAt: now + 7900 },
    'retry 8 s',
    /^connection refused, next try in 8 s$/,
    'cross',
  ],
  [{ ...connecting, failure: refused, retryAt: null }, 'retrying…', /^connection refused, trying now…$/, 'cross'],
  [{ phase: 'connected', since }, '1,214', /^connected since 10:42$/, 'full'],
  [
    { phase: 'degraded', since, failure: refused, retryAt: now + 6000 },
    'retry 6 s',
    /^degraded since 10:42 — connection refused, next try in 6 s$/,
    'half',
  ],
  [{ phase: 'degraded', since, failure: refused, retryAt: now - 1 }, 'retrying…', /trying now…$/, 'half'],
  [{ phase: 'disconnected', since: yesterday, failure: null }, 'off', /^disconnected since .*31.*, 10:42$/, 'dashed'],
  [{ phase: 'disconnected', since, failure: refused }, 'failed', /^stopped at 10:42 — connection refused$/, 'cross'],
]
test.each(table)('%j', (state, short, long, shape) => {
  expect(shortWords(sampleCluster('prod', { state, services: 1214 }), now)).toBe(short)
  expect(longWords(sampleCluster('prod', { state }), now)).toMatch(long)
  expect(clusterDot(sampleCluster('prod', { state })).shape).toBe(shape)
})

test('one that waits for somebody says so, whatever its phase', () => {
  const asking = sampleCluster('prod', { asks: 'Enter the code AB12-CD34' })
  expect(shortWords(asking, now)).toBe('waits for you')
  expect(longWords(asking, now)).toBe('waits for you to sign in')
  expect(clusterDot(asking)).not.toEqual(clusterDot(sampleCluster('prod')))
})

test('states of one look differ in shape, not in colour alone', () => {
  const shapes = table
    .map(([state]) => clusterDot(sampleCluster('prod', { state })))
    .map(({ shape, tone }) => [shape, tone].join())
  for (const [index, one] of shapes.entries()) {
    for (const other of shapes.slice(index + 1)) {
      if (one.split(',')[0] === other.split(',')[0]) expect(one).toBe(other)
    }
  }
})

test.each([
  ['prod', 'pr'],
  ['gke_acme_europe-west4_dev', 'de'],
  ['arn:aws:eks:eu-central-1:1234:cluster/shop', 'sh'],
  ['arn:aws:eks:eu-central-1:1234:cluster/production-eu-central-1', 'ce'],
  ['eu-1', 'eu'],
  ['42', '42'],
  ['···', '··'],
  ['مجموعة الإنتاج', 'ال'],
  ['🚀', '🚀'],
])('in the rail %s is %s', (context, letters) => expect(railLetters([context])(context)).toBe(letters))

test('in the rail names have letters of what they do not share', () => {
  const names = ['acme-prod-eu', 'acme-staging-eu', 'wrong-token', 'wrong-ca', 'minikube']
  expect(names.map(railLetters(names))).toEqual(['pr', 'st', 'to', 'ca', 'mi'])
})
