import { expect, test } from 'vitest'
import { ratesOf } from './traffic-rates.ts'

const at = (requests: number, bytes = 0, errors = 0) => ({ requests, bytes, errors })

test.each([
  ['nothing yet', [at(0)], { requests: 0, bytes: 0, errors: 0 }],
  ['the first second', [at(0), at(40, 1000, 1)], { requests: 40, bytes: 1000, errors: 1 }],
  ['three seconds are one rate', [at(0), at(0), at(90, 300), at(90, 300)], { requests: 30, bytes: 100, errors: 0 }],
  ['what is older does not count', [at(0), at(900), at(900), at(900), at(900)], { requests: 0, bytes: 0, errors: 0 }],
  [
    'errors are those of the whole window',
    [at(0, 0, 2), at(1, 0, 5), at(1, 0, 5)],
    { requests: 1, bytes: 0, errors: 3 },
  ],
])('%s', (_name, samples, expected) => {
  expect(ratesOf(samples)).toEqual(expected)
})
