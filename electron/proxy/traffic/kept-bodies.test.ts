import { describe, expect, it } from 'vitest'
import { bodiesLimit, bodyLimit } from '../../../shared/traffic.ts'
import { BodyKeeper } from './kept-bodies.ts'

function keeper() {
  const bodies = new BodyKeeper()
  bodies.set('a', true)
  return bodies
}

describe('BodyKeeper', () => {
  it('is off at the start, and on for the Services that were named', () => {
    expect(new BodyKeeper().begin('a')).toBeUndefined()
    expect(keeper().begin('b')).toBeUndefined()
    expect(keeper().begin('a')).toBeDefined()
  })

  it('holds a copy, so that a small part does not hold a large buffer', () => {
    const chunk = Buffer.from('abc')
    const body = keeper().begin('a')?.response
    body?.take(chunk)
    chunk.fill(0)
    expect(body?.bytes?.toString()).toBe('abc')
  })

  it('makes room for newer bodies beyond the limit of a Service', () => {
    const bodies = keeper()
    const all = Array.from({ length: bodiesLimit / bodyLimit + 2 }, () => bodies.begin('a')?.response)
    for (const body of all) body?.take(Buffer.alloc(bodyLimit))
    expect(all.map((body) => body?.bytes === undefined).filter(Boolean)).toHaveLength(2)
    expect(all[0]?.bytes).toBeUndefined()
    expect(all.at(-1)?.bytes).toHaveLength(bodyLimit)
    expect(all[0]?.size).toBe(bodyLimit)
  })

  it('forgets what is cleared', () => {
    const bodies = keeper()
    const body = bodies.begin('a')?.request
    body?.take(Buffer.from('abc'))
    bodies.clear('b')
    expect(body?.bytes?.toString()).toBe('abc')
    bodies.clear()
    expect(body?.bytes).toBeUndefined()
  })
})
