import { expect, test } from 'vitest'
import { samplePort, sampleRow } from '../../test/samples.ts'
import { rankOf, ranksOf } from './search-rank.ts'
import { blockSize, searchText } from './search-text.ts'

const some = [
  sampleRow('a/web', { labels: 'app=web web=web' }),
  sampleRow('web/a-web', { ports: [samplePort('web', 80), samplePort('web-ui', 8080, { nodePort: 30080 })] }),
  sampleRow('web/cobweb', { title: 'web', type: 'NodePort' }),
  sampleRow('web/web', { title: 'The web', labels: 'tier=web' }),
  sampleRow('cobweb/other', { labels: 'x=web' }),
  sampleRow('webs/other', { ports: [samplePort('web', 80)] }),
  sampleRow('b/none'),
  sampleRow('b/weba', { labels: 'web' }),
  sampleRow('webs/last', { labels: 'web' }),
]

// More than a block, and not a whole number of blocks.
const rows = Array.from({ length: blockSize + 40 }, (_, at) => some[at % some.length] ?? sampleRow('b/none'))

test.each([
  'web',
  'e',
  'w',
  '-',
  '80',
  'web-ui',
  'cobweb',
  'other',
  'clusterip',
  'port',
  'x=web',
  'web=web',
  'last',
  'zz',
])('ranked all at once as one by one: %s', (term) => {
  expect([...ranksOf(rows, term)]).toEqual(rows.map((row) => rankOf(searchText(row), term)))
})
