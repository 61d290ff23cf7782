import { describe, expect, it } from 'vitest'
import type { ServiceRow } from './service.ts'
import { applyPatch, type ServicesPatch } from './services-patch.ts'

function row(key: string, ready = 1): ServiceRow {
  const [namespace = '', name = ''] = key.split('/')
  const facts = { key, namespace, name, uid: key, title: '', type: 'ClusterIP', clusterService: false }
  return { ...facts, ports: [], ready, total: 1, external: [], labels: '' }
}

const state = () => ({ cluster: 'demo', sequence: 4, rows: new Map([['a/x', row('a/x')]]) })
const patch = (change: Partial<ServicesPatch>): ServicesPatch => {
  return { cluster: 'demo', sequence: 5, upserts: [], deletes: [], ...change }
}

describe('applyPatch', () => {
  it.each([
    ['adds', patch({ upserts: [row('a/y')] }), ['a/x 1', 'a/y 1']],
    ['replaces', patch({ upserts: [row('a/x', 0)] }), ['a/x 0']],
    ['deletes', patch({ deletes: ['a/x', 'a/gone'] }), []],
    ['replaces what it also deletes', patch({ deletes: ['a/x'], upserts: [row('a/x', 3)] }), ['a/x 3']],
  ])('%s the next patch', (_name, next, rows) => {
    const before = state()
    expect(applyPatch(before, next)).toBe(true)
    expect(before.sequence).toBe(5)
    expect([...before.rows.values()].map(({ key, ready }) => `${key} ${ready}`)).toEqual(rows)
  })

  it.each([
    ['skips one that is contained already', patch({ sequence: 4, deletes: ['a/x'] }), true],
    ['skips an older one', patch({ sequence: 1, deletes: ['a/x'] }), true],
    ['asks for a snapshot after a gap', patch({ sequence: 6, deletes: ['a/x'] }), false],
    ['asks for a snapshot of another cluster', patch({ cluster: 'prod', deletes: ['a/x'] }), false],
    ['asks for a snapshot of another cluster, however old', patch({ cluster: 'prod', sequence: 1 }), false],
  ])('%s and changes nothing', (_name, other, applied) => {
    const before = state()
    expect(applyPatch(before, other)).toBe(applied)
    expect(before).toEqual(state())
  })
})
