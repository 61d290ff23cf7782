import { describe, expect, it } from 'vitest'
import { applyMutation } from './mutation.ts'

describe('applyMutation', () => {
  it('replaces the text of the rule, and takes nothing in it for a pattern', () => {
    expect(applyMutation('if (a.b) x()', { rule: 'r', find: 'a.b', put: '$& && c' })).toBe('if ($& && c) x()')
  })

  it.each([
    ['is gone', 'c', /is not in the source/],
    ['stands there twice', 'a', /is in the source twice/],
    ['overlaps itself', 'bb', /is in the source twice/],
    ['is empty', '', /is not in the source/],
  ])('refuses text that %s', (_name, find, message) => {
    expect(() => applyMutation('a bbb a', { rule: 'r', find, put: 'x' })).toThrow(message)
  })
})
