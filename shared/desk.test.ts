import { describe, expect, test } from 'vitest'
import { emptyDesk, recentLimit, withoutPin, withPin, withPinAt, withRecent, type Dashboard } from './desk.ts'

const dashboard = (name: string, port = ''): Dashboard => ({ cluster: 'prod', namespace: 'shop', name, port })
const [a, b, c] = [dashboard('a'), dashboard('b'), dashboard('c')]
const names = (all: readonly Dashboard[]) => all.map(({ name }) => name).join('')

describe('pins', () => {
  const desk = [a, b, c].reduce(withPin, emptyDesk)
  test('keep the order in which they were made', () => expect(names(desk.pins)).toBe('abc'))
  test('are not doubled', () => expect(withPin(desk, dashboard('b'))).toBe(desk))
  test('another port is another dashboard', () => expect(withPin(desk, dashboard('b', 'web')).pins).toHaveLength(4))
  test('can be taken away', () => expect(names(withoutPin(desk, b).pins)).toBe('ac'))
  test.each([
    [0, 'cab'],
    [1, 'acb'],
    [9, 'abc'],
  ])('move to place %i', (place, expected) => expect(names(withPinAt(desk, c, place).pins)).toBe(expected))
  test('what is not pinned does not move', () => expect(withPinAt(desk, dashboard('x'), 0)).toBe(desk))
})

describe('recents', () => {
  test('the last one stands first, once', () => {
    expect(names([a, b, a].reduce(withRecent, emptyDesk).recents)).toBe('ab')
  })
  test('the same one again changes nothing', () => {
    const desk = withRecent(emptyDesk, a)
    expect(withRecent(desk, dashboard('a'))).toBe(desk)
  })
  test('are bounded', () => {
    const many = Array.from({ length: 50 }, (_, i) => dashboard(`s${i}`)).reduce(withRecent, emptyDesk)
    expect(many.recents).toHaveLength(recentLimit)
    expect(many.recents[0]?.name).toBe('s49')
  })
})
