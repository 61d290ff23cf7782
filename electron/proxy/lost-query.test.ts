import { describe, expect, it } from 'vitest'
import { LostQueries } from './lost-query.ts'

describe('a WebSocket whose query is lost', () => {
  it.each<[string, number[], boolean[]]>([
    ['asked for on and on', [0, 1000, 3000, 7000], [false, false, true, true]],
    ['asked for now and then', [0, 40_000, 80_000, 120_000], [false, false, false, false]],
  ])('%s', (_name, times, needed) => {
    const queries = new LostQueries()
    expect(times.map((at) => queries.refused('web', at))).toEqual(needed)
  })

  it('is counted for each port, and from the last page on', () => {
    const queries = new LostQueries()
    queries.refused('web', 0)
    queries.refused('web', 1)
    expect(queries.refused('api', 2)).toBe(false)
    queries.forget('web')
    expect(queries.refused('web', 3)).toBe(false)
  })
})
