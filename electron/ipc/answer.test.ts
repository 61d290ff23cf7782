import { describe, expect, it, vi } from 'vitest'
import { FailureError, failure } from '../../shared/failure.ts'
import { answer } from './answer.ts'
import { inputLimit } from './input-size.ts'

describe('answer', () => {
  it('hands the parsed input on and wraps the value', async () => {
    const open = vi.fn(() => Promise.resolve(3))
    const ref = { cluster: 'demo', namespace: 'default', name: 'web', port: '' }
    expect(await answer('tabs.open', open, { ...ref, more: 'is dropped' })).toEqual({ ok: true, value: 3 })
    expect(open).toHaveBeenCalledWith(ref)
  })

  it.each([
    ['nothing', undefined],
    ['a missing field', { cluster: 'demo' }],
    ['a wrong type', { cluster: 1, namespace: 'a', name: 'b', port: '' }],
    ['a name that is too long', { cluster: 'demo', namespace: 'a', name: 'b'.repeat(254), port: '' }],
    ['an input that is too large', { cluster: 'demo', namespace: 'a', name: 'b', port: '', x: 'x'.repeat(inputLimit) }],
  ])('refuses %s without a call', async (_name, raw) => {
    const open = vi.fn(() => 1)
    expect(await answer('tabs.open', open, raw)).toMatchObject({ ok: false, code: 'input-invalid' })
    expect(open).not.toHaveBeenCalled()
  })

  it.each([
    [
      'a FailureError',
      new FailureError('port-taken', 'Port 8001 is taken.'),
      failure('port-taken', 'Port 8001 is taken.'),
    ],
    ['an unforeseen error', new Error('boom'), failure('internal', 'boom')],
  ])('turns %s into a value, thrown or rejected', async (_name, error, expected) => {
    const thrown = await answer(
      'demo.open',
      () => {
        throw error
      },
      undefined,
    )
    const rejected = await answer('demo.open', () => Promise.reject(error), undefined)
    expect(thrown).toEqual({ ok: false, ...expected })
    expect(rejected).toEqual(thrown)
  })
})
