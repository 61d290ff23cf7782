import { describe, expect, it } from 'vitest'
import { activationPeriod, UserActivation } from './user-activation.ts'

describe('UserActivation', () => {
  it.each([
    ['no input', [], 0, false],
    ['a click', ['mouseDown', 'mouseUp'], 0, true],
    ['a key', ['rawKeyDown'], activationPeriod, true],
    ['a click too long ago', ['mouseUp'], activationPeriod + 1, false],
    ['a movement', ['mouseMove', 'mouseWheel', 'mouseEnter'], 0, false],
  ])('%s', (_name, inputs, later, expected) => {
    let now = 1000
    const activation = new UserActivation(() => now)
    for (const type of inputs) activation.input(type)
    now += later
    expect(activation.take()).toBe(expected)
  })

  it('opens windows for what was done on the page alone', () => {
    const activation = new UserActivation(() => 0)
    activation.grant()
    expect(activation.takeInput()).toBe(false)
    activation.input('mouseUp')
    expect([activation.takeInput(), activation.takeInput()]).toEqual([true, false])
    activation.input('mouseUp')
    activation.grant()
    expect([activation.takeInput(), activation.take()]).toEqual([false, true])
  })

  it('lets a page ask once after each act, and not in a loop', () => {
    let now = 0
    const activation = new UserActivation(() => now)
    expect(activation.takeQuestion()).toBe(false)
    activation.grant()
    activation.take()
    now = 100 * activationPeriod
    expect([activation.takeQuestion(), activation.takeQuestion()]).toEqual([true, false])
    activation.input('mouseMove')
    expect(activation.takeQuestion()).toBe(false)
    activation.input('keyDown')
    expect(activation.takeQuestion()).toBe(true)
  })

  it('allows one act for one input', () => {
    const activation = new UserActivation(() => 0)
    activation.grant()
    expect([activation.take(), activation.take()]).toEqual([true, false])
  })
})
