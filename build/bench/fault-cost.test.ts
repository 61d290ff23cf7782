import { describe, expect, it } from 'vitest'
import type { PageEvent } from '../../e2e/faults/page.ts'
import { worksAgain } from '../../e2e/faults/works-again.ts'
import { costOf } from './fault-cost.ts'

const poll = (at: number, status = 200, ms = 10): PageEvent => ({ kind: 'poll', at, ms, status })
const socket = (what: 'opened' | 'answered' | 'ended', at: number): PageEvent => ({ kind: 'socket', what, at, ms: 0 })
const download = (what: 'flows' | 'resumed' | 'broke' | 'short', at: number): PageEvent => ({
  kind: 'download',
  what,
  at,
  ms: 0,
})
const nothing = {
  lost: 0,
  longest: 0,
  pollsAgain: 0,
  socketEnded: 0,
  socketAgain: 0,
  downloadBroke: 0,
  downloadAgain: 0,
  short: 0,
}

describe('costOf', () => {
  it.each<[string, PageEvent[], Partial<typeof nothing>]>([
    ['nothing happened', [], {}],
    ['all polls succeeded', [poll(0), poll(200, 200, 900)], { longest: 900 }],
    [
      'polls failed until after the fault',
      [poll(0, 502), poll(900, 0, 300), poll(1100), poll(1300)],
      { lost: 2, longest: 300, pollsAgain: 510 },
    ],
    ['polls failed within the fault alone', [poll(0, 502), poll(200)], { lost: 1, longest: 10 }],
    ['the WebSocket ended', [socket('ended', 500), socket('opened', 1500)], { socketEnded: 1, socketAgain: 700 }],
    ['the WebSocket was silent', [socket('answered', 1000)], { socketAgain: 200 }],
    ['the download broke off', [download('broke', 500), download('flows', 700)], { downloadBroke: 1 }],
    ['the download paused', [download('resumed', 2800)], { downloadAgain: 2000 }],
    ['a download ended short', [download('short', 500)], { short: 1 }],
  ])('%s', (_name, events, cost) => {
    expect(costOf(events, 800)).toEqual({ ...nothing, ...cost })
  })
})

describe('worksAgain', () => {
  const polls = [0, 1, 2, 3, 4].map((n) => poll(1000 + n))
  it.each<[string, PageEvent[], boolean]>([
    ['five good polls since then', polls, true],
    ['polls from before', [poll(900), ...polls.slice(1)], false],
    ['one that failed', [...polls.slice(1), poll(1010, 502)], false],
    ['a WebSocket that ended', [...polls, socket('ended', 1020)], false],
    ['one that is open again', [socket('ended', 900), socket('opened', 950), ...polls], true],
    ['a download that broke off', [download('broke', 900), ...polls], false],
    ['one that flows again', [download('broke', 900), download('flows', 950), ...polls], true],
  ])('%s', (_name, events, expected) => {
    expect(worksAgain(events, 1000)).toBe(expected)
  })
})
