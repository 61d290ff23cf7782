import { render } from '@testing-library/react'
import { useRef } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { sampleRow } from '../../test/samples.ts'
import { type Filter, type Line, noFilter } from './list-lines.ts'
import { useHoldPlace } from './use-hold-place.ts'

const rows = Array.from({ length: 20 }, (_, index) => sampleRow(`ns/row-${String(index).padStart(2, '0')}`))
const above = sampleRow('ns/a-new-one')

let scroller: HTMLDivElement
beforeEach(() => {
  scroller = document.createElement('div')
  const to = (top: number) => (scroller.scrollTop = top)
  const topOf = (options?: ScrollToOptions | number) => (typeof options === 'object' ? (options.top ?? 0) : 0)
  scroller.scrollTo = (options?: ScrollToOptions | number) => void to(topOf(options))
  scroller.scrollBy = (options?: ScrollToOptions | number) => void to(scroller.scrollTop + topOf(options))
})

function List({ lines, filter, hovered }: { lines: readonly Line[]; filter: Filter; hovered: string | null }) {
  useHoldPlace(useRef(scroller), useRef(hovered), lines, filter, { current: { top: scroller.scrollTop } })
  return null
}

function change(from: { top: number; hovered?: string }, lines: readonly Line[], filter = noFilter): number {
  const hovered = from.hovered ?? null
  const { rerender } = render(<List lines={rows} filter={noFilter} hovered={hovered} />)
  scroller.scrollTop = from.top
  rerender(<List lines={lines} filter={filter} hovered={hovered} />)
  return scroller.scrollTop
}

test('a line more above moves the list by its height', () => {
  expect(change({ top: 340 }, [above, ...rows])).toBe(374)
})

test('a line less above moves it back', () => {
  expect(change({ top: 340 }, rows.slice(1))).toBe(306)
})

test('a line more below moves nothing', () => {
  expect(change({ top: 340 }, [...rows, sampleRow('ns/z')])).toBe(340)
})

test('at the top a new first line is seen', () => {
  expect(change({ top: 0 }, [above, ...rows])).toBe(0)
})

test('at the top, too, the line under the pointer stays under it', () => {
  expect(change({ top: 0, hovered: 'ns/row-03' }, [above, ...rows])).toBe(34)
})

test('the line under the pointer goes before the first in sight', () => {
  const [first, second, ...rest] = rows
  const between = [first, second, above, ...rest].filter((row) => row !== undefined)
  expect(change({ top: 20, hovered: 'ns/row-05' }, between)).toBe(54)
})

test('a new filter begins at the top', () => {
  expect(change({ top: 340 }, rows.slice(3), { ...noFilter, query: 'row' })).toBe(0)
})
