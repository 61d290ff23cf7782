import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { sampleRow } from '../../test/samples.ts'
import { Marked, matchRanges } from './highlight.tsx'
import { matchedIn } from './match-marks.ts'
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

test('marks parts of a text and keeps the rest', () => {
  const ranges: [number, number][] = [
    [3, 7],
    [11, 16],
  ]
  const { container } = render(<Marked text="my-grafana-agent" ranges={ranges} />)
  expect(container.textContent).toBe('my-grafana-agent')
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['graf', 'agent'])
})

test('finds what matched in the texts that count', () => {
  const { container } = render(
    <div>
      <b data-match="">my-grafana</b>
      <b>grafana</b>
      <b data-match="typos">graafna</b>
      <b data-match="">graafna</b>
      <b data-match="">
        <i>grafana</i>
      </b>
    </div>,
  )
  const found = matchedIn(container, ['grafana'])
  expect(
    found.map(({ startContainer, startOffset, endOffset }) => [startContainer.textContent, startOffset, endOffset]),
  ).toEqual([
    ['my-grafana', 3, 10],
    ['graafna', 0, 7],
  ])
})

test.each([
  ['nothing is searched', [], undefined],
  ['the name explains it', ['cart'], undefined],
  ['only a label explains it', ['tier=back'], 'tier=Backend'],
  ['the name explains one term, a label the other', ['cart', 'team'], 'team=shop'],
])('the label by which a row was found: %s', (_, terms, expected) => {
  expect(matchedLabel(sampleRow('shop/cart', { labels: 'team=shop tier=Backend' }), terms)).toBe(expected)
})
