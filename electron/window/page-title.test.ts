import { expect, it } from 'vitest'
import { pageTitle } from './page-title.ts'

const host = 'web.default.demo.localhost:8001'

it.each([
  ['Grafana', 'Grafana'],
  ['  Grafana\n', 'Grafana'],
  ['a\u202eb\nc', 'ab c'],
  ['', 'web'],
  [' ', 'web'],
  [host, 'web'],
  [`${host}/a/b?c`, 'web'],
  [`About ${host}`, `About ${host}`],
  ['x'.repeat(1000), 'x'.repeat(300)],
])('pageTitle %s', (title, expected) => {
  expect(pageTitle(title, host, 'web')).toBe(expected)
})
