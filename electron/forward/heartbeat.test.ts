import { describe, expect, it } from 'vitest'
import { Heartbeat } from './heartbeat.ts'

type Step = 'beat' | 'wake' | 'paused beat' | 'pong' | 'data' | number

const little = 64 * 1024
const much = little + 1
const beats = (count: number): Step[] => Array.from({ length: count }, () => 'beat')

describe('a heartbeat', () => {
  it.each<[string, Step[], string]>([
    ['pings at first', ['beat'], 'ping'],
    ['takes silence since a ping for death', ['beat', 'beat'], 'ping dead'],
    ['goes on after a pong', ['beat', 'pong', 'beat', 'pong', 'beat'], 'ping ping ping'],
    ['goes on after data', ['beat', 'data', 'beat', 'data', 'beat', 'beat'], 'ping ping ping dead'],
    ['asks nothing of a paused tunnel', ['paused beat', 'paused beat'], 'wait wait'],
    ['asks anew after a pause', ['beat', 'paused beat', 'beat', 'beat'], 'ping wait ping dead'],
    ['a silence in sleep is none', ['beat', 'wake', 'beat', 'beat'], 'ping ping dead'],
    ['nor one of a slow pod', [much, ...beats(15), 'wake', ...beats(15)], 'ping '.repeat(30).trim()],
    ['what the pod always takes is no excuse', [little, 'beat', 'beat'], 'ping dead'],
    ['waits long for a pod that may read slowly', [much, ...beats(16)], `${'ping '.repeat(15)}dead`],
    ['an answered ping says that all before it was read', [much, 'beat', 'pong', ...beats(2)], 'ping ping dead'],
    ['and nothing of what came after it', [1, 'beat', much, 'pong', ...beats(3)], 'ping ping ping ping'],
  ])('%s', (_name, steps, expected) => {
    const heartbeat = new Heartbeat()
    const said: string[] = []
    for (const step of steps) {
      if (typeof step === 'number') heartbeat.sent(step)
      else if (step === 'pong') heartbeat.ponged()
      else if (step === 'data') heartbeat.heard()
      else if (step === 'wake') heartbeat.woken()
      else said.push(heartbeat.beat(step === 'paused beat'))
    }
    expect(said.join(' ')).toBe(expected)
  })
})
