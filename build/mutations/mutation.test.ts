import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { repoRoot } from '../paths.ts'
import { applyMutation } from './mutation.ts'
import { mutatedFiles } from './rules.ts'

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

// Each takes seconds to be broken, and a minute and more together: what can be seen at once is whether its text is there.
it.each(mutatedFiles)('the rules that are broken in $file, for $tests, are in it', ({ file, mutations }) => {
  const source = readFileSync(path.join(repoRoot, file), 'utf8')
  for (const mutation of mutations) expect(applyMutation(source, mutation)).not.toBe(source)
})
