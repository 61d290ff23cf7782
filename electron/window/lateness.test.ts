import { expect, test } from 'vitest'
import { isToBlame, Lateness, lookInterval } from './lateness.ts'

/** What is said of looks that come so late, each in ms. */
function said(late: readonly number[]): string[] {
  const lateness = new Lateness()
  let now = 0
  return [0, ...late].map((each) => {
    now += lookInterval + each
    return lateness.look(now)
  })
}

const times = (count: number, late: number): number[] => new Array<number>(count).fill(late)

const rows: [name: string, late: number[], said: string][] = [
  ['on time', [0, 5, 40, 3], 'calm calm calm calm calm'],
  ['once, however long', [9_000, 0, 0], 'calm late calm calm'],
  ['again, and long', [140, 530, 0], 'calm late held-up calm'],
  ['again, and not long', [530, 400, 0], 'calm late late calm'],
  ['again and again', [530, 400, 400], 'calm late late held-up'],
  ['anew after it was said', [530, 530, 530, 530], 'calm late held-up late held-up'],
]
test.each(rows)('late %s', (_name, late, expected) => {
  expect(said(late).join(' ')).toBe(expected)
})

test('short waits are held against nobody, unless there is no end to them', () => {
  // As when a program starts on a slow computer.
  expect(said(times(8, 150))).not.toContain('held-up')
  expect(said(times(20, 150))).toContain('held-up')
  expect(said([530, ...times(5, 0), 460])).not.toContain('held-up')
})

test.each([
  ['main works for it', 45, 5, 2, true],
  ['it has the processors', 1, 95, 2, true],
  ['others have them', 5, 40, 2, false],
  ['all slept', 0, 0, 2, false],
  ['no page did anything', 50, 0, 2, false],
  ['no page did much', 50, 3, 2, false],
  ['main works for it on a large computer', 6, 1, 16, true],
])('to blame when %s', (_name, main, page, processors, blamed) => {
  expect(isToBlame(main, page, processors)).toBe(blamed)
})
