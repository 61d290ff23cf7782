import { describe, expect, it } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { TrafficLog, type TrafficStart } from './traffic-log.ts'

const start = (path = '/'): TrafficStart => {
  return { method: 'GET', path, headers: { accept: '*/*' }, transport: null, websocket: false }
}
const paths = (log: TrafficLog, service: string) => log.entries(service).map(({ path }) => path)

describe('TrafficLog', () => {
  it('follows a request from its start to its end', () => {
    let time = 100
    const log = new TrafficLog(undefined, () => time)
    const handle = log.begin('a', start('/x?token=y'))
    const begun = log.entries('a')[0]
    expect(begun).toMatchObject({
      method: 'GET',
      path: '/x?token=REDACTED',
      status: null,
      transport: null,
      totalMs: null,
    })
    expect(Date.parse(begun?.started ?? '')).toBeGreaterThan(0)
    handle.via('port-forward')
    handle.bytes('in', 3)
    time = 105
    handle.head(200, { 'set-cookie': ['a=b'] })
    handle.bytes('out', 10)
    handle.bytes('out', 5)
    time = 120
    handle.end()
    expect(log.entries('a')[0]).toMatchObject({
      status: 200,
      transport: 'port-forward',
      bytesIn: 3,
      bytesOut: 15,
      firstByteMs: 5,
      totalMs: 20,
      failure: null,
      responseHeaders: [{ name: 'set-cookie', value: 'REDACTED' }],
    })
    // What was handed out stays as it was.
    expect(begun?.status).toBeNull()
  })

  it('believes the first word about the end', () => {
    const log = new TrafficLog()
    const [first, second] = [log.begin('a', start()), log.begin('a', start())]
    first.failed(failure('no-endpoints'))
    first.end()
    second.end()
    second.failed(failure('no-endpoints'))
    expect(log.entries('a').map(({ failure }) => failure)).toEqual(['no-endpoints', null])
    expect(log.entries('a').map(({ totalMs }) => totalMs)).not.toContain(null)
  })

  it('keeps the last requests of each Service', () => {
    const log = new TrafficLog({ perService: 2, services: 2 })
    for (const path of ['/1', '/2', '/3']) log.begin('a', start(path))
    log.begin('b', start('/4'))
    expect([paths(log, 'a'), paths(log, 'b')]).toEqual([['/2', '/3'], ['/4']])
  })

  it('forgets the Service used longest ago', () => {
    const log = new TrafficLog({ perService: 2, services: 2 })
    for (const service of ['a', 'b', 'a', 'c']) log.begin(service, start())
    expect(['a', 'b', 'c'].map((service) => paths(log, service).length)).toEqual([2, 0, 1])
  })

  it('clears one Service, and what still runs there does not come back', () => {
    const log = new TrafficLog()
    const handle = log.begin('a', start())
    log.begin('b', start())
    log.clear('a')
    handle.end()
    expect([paths(log, 'a'), paths(log, 'b')]).toEqual([[], ['/']])
  })
})
