import { expect, test } from 'vitest'
import { formatResult, median } from './measurement.ts'

test.each([
  [[3], 3],
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])('median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test('a result as a table', () => {
  const text = formatResult({
    title: 'Speed',
    columns: ['requests/s', 'ms'],
    rows: [
      { subject: 'kubectl proxy', figures: [1234.5, 0.12345] },
      { subject: 'Porthole', figures: [99.95, undefined] },
    ],
    notes: ['with wrk'],
  })
  expect(text.split('\n')).toEqual([
    'Speed',
    '                 requests/s     ms',
    '  kubectl proxy        1235  0.123',
    '  Porthole              100      –',
    '  with wrk',
  ])
})
