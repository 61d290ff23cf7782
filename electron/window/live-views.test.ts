import { describe, expect, it } from 'vitest'
import { LiveViews } from './live-views.ts'

/** Shows tabs in turn and tells which views are left, and which were closed in order. */
function after(limit: number, shown: number[]): { live: number[]; closed: number[] } {
  const closed: number[] = []
  const views = new LiveViews(undefined, limit)
  for (const tab of shown) views.show(tab, () => ({ close: () => closed.push(tab) }))
  return { live: [...views.entries()].map(([tab]) => tab), closed }
}

describe('LiveViews', () => {
  it.each([
    [[1, 2], { live: [1, 2], closed: [] }],
    [[1, 2, 3], { live: [2, 3], closed: [1] }],
    [[1, 2, 1, 3], { live: [1, 3], closed: [2] }],
    [[1, 2, 3, 1], { live: [3, 1], closed: [1, 2] }],
    [[1, 1, 1], { live: [1], closed: [] }],
  ])('at most two: %j', (shown, expected) => {
    expect(after(2, shown)).toEqual(expected)
  })

  it('keeps what could not be made anew, beyond the limit', () => {
    const views = new LiveViews((tab) => tab !== 1, 2)
    for (const tab of [1, 2, 3, 4]) views.show(tab, () => ({ close: () => undefined }))
    expect([...views.entries()].map(([tab]) => tab)).toEqual([1, 3, 4])
  })

  it('closes a view once', () => {
    const closed: string[] = []
    const views = new LiveViews()
    views.show(1, () => ({ close: () => closed.push('one') }))
    views.show(2, () => ({ close: () => closed.push('two') }))
    views.close(1)
    views.close(1)
    views.closeAll()
    expect(closed).toEqual(['one', 'two'])
    expect(views.get(2)).toBeUndefined()
  })
})
