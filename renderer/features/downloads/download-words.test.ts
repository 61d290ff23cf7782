import { expect, test } from 'vitest'
import type { Download } from '../../../shared/download.ts'
import { downloadWords } from './download-words.ts'

const one: Download = {
  id: 1,
  name: 'a.csv',
  folder: '~/Downloads',
  service: 'grafana',
  received: 12_000_000,
  total: 40_000_000,
  state: 'progressing',
}

test.each<[Partial<Download>, string]>([
  [{}, '12 MB of 40 MB from grafana'],
  [{ total: 0 }, '12 MB from grafana'],
  [{ state: 'completed' }, 'Saved from grafana in ~/Downloads'],
  [{ state: 'cancelled' }, 'Cancelled, from grafana'],
  [{ state: 'interrupted' }, 'Broke off, from grafana'],
])('%j: %s', (more, words) => expect(downloadWords({ ...one, ...more })).toBe(words))
