import { describe, expect, it } from 'vitest'
import { type Access, missingRights, pageAccess, proxyVerbs } from './access.ts'

/** `g` allows get, `-` forbids it, `?` does not tell; `f` behind it is port-forward. */
function access(text: string): Access {
  const told = (at: number): boolean | null => (text[at] === '?' ? null : text[at] !== '-')
  const [get, create, update, patch, remove, forward] = [0, 1, 2, 3, 4, 5].map(told)
  const proxy = { get, create, update, patch, delete: remove } as Access['proxy']
  return { namespace: 'shop', list: true, proxy, forward: forward ?? null }
}

describe('access to a page', () => {
  it.each([
    ['gcupdf', 'all', []],
    ['gcupd-', 'all', ['create pods/portforward']],
    ['-----f', 'all', ['get, create, update, patch, delete services/proxy']],
    ['g-----', 'look', ['create, update, patch, delete services/proxy', 'create pods/portforward']],
    ['gcup--', 'look', ['delete services/proxy', 'create pods/portforward']],
    ['------', 'none', ['get, create, update, patch, delete services/proxy', 'create pods/portforward']],
    ['-----?', 'unknown', ['get, create, update, patch, delete services/proxy']],
    ['g----?', 'unknown', ['create, update, patch, delete services/proxy']],
    ['??????', 'unknown', []],
    ['?????-', 'unknown', ['create pods/portforward']],
    ['g????-', 'unknown', ['create pods/portforward']],
  ])('%s is %s', (text, expected, missing) => {
    expect(pageAccess(access(text))).toBe(expected)
    expect(missingRights(access(text))).toEqual(missing)
  })

  it('counts every verb of the service proxy', () => {
    expect(Object.keys(access('gcupdf').proxy)).toEqual([...proxyVerbs])
  })
})
