import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TrafficChange } from '../../../shared/traffic.ts'
import { TrafficLog } from '../../proxy/traffic/traffic-log.ts'
import { TrafficFollower } from './follow-traffic.ts'

const start = (path = '/') => ({ method: 'GET', path, headers: {}, transport: null, websocket: false })

function followed(limits?: { perService: number; services: number }) {
  const log = new TrafficLog(limits)
  const follower = new TrafficFollower(log)
  const told: TrafficChange[] = []
  follower.on('changed', (json) => told.push(JSON.parse(json) as TrafficChange))
  return { log, follower, told }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('TrafficFollower', () => {
  it('tells what is there, and then what goes on', () => {
    const { log, follower, told } = followed()
    const handle = log.begin('c/n/a', start('/1'))
    log.begin('c/n/b', start('/2'))
    const { rows, sources } = follower.follow('c/n/a')
    expect(rows.map(({ path, status, service }) => [path, status, service])).toEqual([['/1', null, 'c/n/a']])
    expect(sources.map(({ key, requests }) => [key, requests])).toEqual([
      ['c/n/a', 1],
      ['c/n/b', 1],
    ])
    vi.advanceTimersByTime(1000)
    expect(told).toEqual([])
    handle.head(200, { 'content-type': 'Text/HTML; charset=utf-8' })
    vi.advanceTimersByTime(250)
    handle.bytes('out', 7)
    handle.end()
    vi.advanceTimersByTime(1000)
    expect(told.map(({ upserts: [row] }) => [row?.status, row?.type, row?.bytesOut])).toEqual([
      [200, 'text/html', 0],
      [200, 'text/html', 7],
    ])
    expect(told.every(({ sources: none }) => none === undefined)).toBe(true)
  })

  it('tells at most four times a second', () => {
    const { log, follower, told } = followed()
    follower.follow(null)
    for (let at = 0; at < 100; at++) {
      log.begin('c/n/a', start())
      vi.advanceTimersByTime(10)
    }
    expect(told).toHaveLength(4)
    expect(told.flatMap(({ upserts }) => upserts)).toHaveLength(100)
  })

  it('tells of all Services which is whose, and of those that are kept no more', () => {
    const { log, follower, told } = followed({ perService: 2, services: 2 })
    log.begin('c/n/a', start('/1'))
    log.begin('c/n/b', start('/2'))
    const { rows } = follower.follow(null)
    expect(rows.map(({ service }) => service)).toEqual(['c/n/a', 'c/n/b'])
    log.begin('c/n/a', start('/3'))
    log.begin('c/n/a', start('/4'))
    vi.advanceTimersByTime(250)
    expect(told[0]?.gone).toEqual([rows[0]?.id])
    log.clear('c/n/b')
    vi.advanceTimersByTime(250)
    expect(told[1]).toMatchObject({ gone: [rows[1]?.id], sources: [{ key: 'c/n/a', requests: 2 }] })
  })

  it('tells nothing when nobody looks', () => {
    const { log, follower, told } = followed()
    follower.follow('c/n/a')
    follower.stop()
    log.begin('c/n/a', start())
    vi.advanceTimersByTime(1000)
    expect([told, vi.getTimerCount()]).toEqual([[], 0])
  })
})
