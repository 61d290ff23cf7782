import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sampleRow } from '../../test/samples.ts'
import { Highlight, matchRanges } from './highlight.tsx'
import { matchedLabel } from './matched-label.ts'

test.each([
  ['grafana', ['graf'], [[0, 4]]],
  [
    'my-grafana',
    ['graf', 'my'],
    [
      [0, 2],
      [3, 7],
    ],
  ],
  ['grafana', ['graf', 'afan'], [[0, 6]]],
  ['grafana', ['prom'], []],
  ['CoreDNS', ['dns'], [[4, 7]]],
])('%s with %j', (text, terms, expected) => expect(matchRanges(text, terms)).toEqual(expected))

test('a name is marked in spite of a typo, another text is not', () => {
  expect(matchRanges('prometheus', ['promtheus'], true)).not.toEqual([])
  expect(matchRanges('prometheus', ['promtheus'])).toEqual([])
})

test('marks what matched and keeps the rest', () => {
  const { container } = render(<Highlight text="my-grafana-agent" terms={['graf', 'agent']} />)
  expect(container.textContent).toBe('my-grafana-agent')
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['graf', 'agent'])
})

test.each([
  ['nothing is searched', [], undefined],
  ['the name explains it', ['cart'], undefined],
  ['only a label explains it', ['tier=back'], 'tier=Backend'],
  ['the name explains one term, a label the other', ['cart', 'team'], 'team=shop'],
])('the label by which a row was found: %s', (_, terms, expected) => {
  expect(matchedLabel(sampleRow('shop/cart', { labels: 'team=shop tier=Backend' }), terms)).toBe(expected)
})
