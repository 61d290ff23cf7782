import { describe, expect, it } from 'vitest'
import { isServedApiPath, refusedByMode } from './mode.ts'

describe('refusedByMode', () => {
  const readOnly = { readOnly: true, wholeApi: false }
  it.each([
    ['GET', false, undefined],
    ['HEAD', false, undefined],
    ['OPTIONS', false, undefined],
    ['GET', true, 'read-only'],
    ['POST', false, 'read-only'],
    ['PUT', false, 'read-only'],
    ['PATCH', false, 'read-only'],
    ['DELETE', false, 'read-only'],
  ])('read-only: %s, upgrade %s', (method, upgrade, code) => {
    expect(refusedByMode(readOnly, method, upgrade)?.code).toBe(code)
  })
  it.each([
    ['GET', { 'x-http-method-override': 'DELETE' }, 'read-only'],
    ['GET', { 'x-http-method': 'put' }, 'read-only'],
    ['HEAD', { 'x-method-override': 'PATCH' }, 'read-only'],
    ['GET', { 'x-http-method-override': 'GET', 'x-method-override': 'DELETE' }, 'read-only'],
    ['GET', { 'x-http-method-override': 'head' }, undefined],
  ])('read-only: %s that means %j', (method, headers, code) => {
    expect(refusedByMode(readOnly, method, false, headers)?.code).toBe(code)
  })
  it('lets everything pass otherwise', () => {
    expect(refusedByMode({ readOnly: false, wholeApi: false }, 'POST', true)).toBeUndefined()
  })
})

describe('isServedApiPath', () => {
  it.each([
    ['/version', true],
    ['/api/v1/namespaces/a/pods/b', true],
    ['/api/v1/namespaces/a/pods/b/log', true],
    ['/api/v1/namespaces/a/pods/b/log?next=/pods/c/exec', true],
    ['/api/v1/namespaces/a/pods/b/exec', false],
    ['/api/v1/namespaces/a/pods/b/exec?command=sh', false],
    ['/api/v1/namespaces/a/pods/b/attach', false],
    ['/api/v1/namespaces/a/pods/b/%65xec', false],
    ['/api/v1/namespaces/a/pods/b%2Fexec', false],
    ['/api/v1/%zz/pods/b/exec', false],
    ['/api/v1/namespaces/a/pods/b/%65xec/%ff', false],
    ['//api/v1/namespaces/a/pods/b/exec', false],
    ['/x/../api/v1/namespaces/a/pods/b/exec', false],
  ])('%s: %s', (path, served) => {
    expect(isServedApiPath(path)).toBe(served)
  })
})
