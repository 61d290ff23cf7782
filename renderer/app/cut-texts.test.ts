import { fireEvent } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followCutTexts, restTime } from './cut-texts.ts'

const name = 'kube-prometheus-stack-prometheus-node-exporter'
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  stop = followCutTexts()
  document.body.innerHTML = `<p title="the row"><b>in a row</b></p><div><span><i>${name}</i></span></div>`
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

/** happy-dom lays nothing out. */
function put(selector: string, needs: number, has: number, style: string): HTMLElement {
  const one = document.querySelector<HTMLElement>(selector)
  if (!one) throw new Error(`no ${selector}`)
  Object.defineProperties(one, { scrollWidth: { value: needs }, clientWidth: { value: has } })
  one.style.textOverflow = style
  return one
}
function over(one: Element): void {
  fireEvent.pointerOver(one)
  vi.advanceTimersByTime(restTime)
}

test('what is cut says all of it while the pointer is on it', () => {
  const cut = put('span', 300, 120, 'ellipsis')
  const within = put('i', 300, 300, '')
  over(within)
  expect(cut.title).toBe(name)
  fireEvent.pointerLeave(cut)
  expect(cut.hasAttribute('title')).toBe(false)
})

test('a pointer on its way measures nothing', () => {
  const cut = put('span', 300, 120, 'ellipsis')
  fireEvent.pointerOver(cut)
  vi.advanceTimersByTime(restTime - 1)
  over(document.body)
  expect(cut.hasAttribute('title')).toBe(false)
})

test.each([
  ['fits', 120, 'ellipsis'],
  ['scrolls', 300, 'clip'],
])('what %s says nothing', (_what, needs, style) => {
  const whole = put('span', needs, 120, style)
  over(whole)
  expect(whole.hasAttribute('title')).toBe(false)
})

test('what has words of its own keeps them', () => {
  const cut = put('b', 300, 120, 'ellipsis')
  over(cut)
  expect(cut.hasAttribute('title')).toBe(false)
})
