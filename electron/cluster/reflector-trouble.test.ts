import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { OpenWatch } from './testing/fake-kubernetes.ts'
import { last, named, pausedReflector, startReflector, versions, type Running } from './testing/running-reflector.ts'

describe('after a watch that opened and ended at once', () => {
  async function briefly(): Promise<Running> {
    const running = await startReflector()
    for (let number = 1; number <= 2; number++) {
      ;(await running.watch(number)).reset()
      await running.log.until((entries) => entries.filter((entry) => entry.startsWith('failed')).length === number)
    }
    return running
  }
  const failed = ['failed connection-lost', 'retrying']

  it('the next one is told of when it brings something, so that nothing flickers', async () => {
    const running = await briefly()
    const third = await running.watch(3)
    third.send('ADDED', named('a', '5001'))
    await last(running.log, 'upsert a')
    expect(running.log.entries.slice(3)).toEqual(['watching', ...failed, ...failed, 'watching', 'upsert a'])
  })

  it('or when it has stayed open for a second', async () => {
    const running = await briefly()
    await running.watch(3)
    await last(running.log, 'watching')
    expect(running.log.entries.slice(3)).toEqual(['watching', ...failed, ...failed, 'watching'])
  })
})

describe('a watch that served for a while', () => {
  /** A running watch that has lasted for so long, ms. */
  async function lasting(duration: number): Promise<Running & { first: OpenWatch }> {
    const running = await startReflector()
    const first = await running.watch(1)
    first.send('ADDED', named('a', '5001'))
    await last(running.log, 'upsert a')
    const now = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => now + duration)
    onTestFinished(() => void vi.restoreAllMocks())
    return { ...running, first }
  }

  it('and ends after the clock was put back is resumed all the same', async () => {
    const running = await lasting(0)
    const now = Date.now()
    vi.spyOn(Date, 'now').mockImplementation(() => now - 7_200_000)
    running.first.end()
    await running.watch(2)
    await last(running.log, 'watching')
    expect(versions(running)).toEqual(['5000', '5001'])
  })

  it('and breaks off is resumed at once, without a word', async () => {
    const running = await lasting(10_000)
    running.first.reset()
    await running.watch(2)
    await last(running.log, 'watching')
    expect(running.log.entries.slice(5)).toEqual(['watching'])
    expect(versions(running)).toEqual(['5000', '5001'])
  })

  it.each<[string, number, (running: Running & { first: OpenWatch }) => void, string]>([
    [
      'and cannot be resumed says so',
      10_000,
      ({ fake, first }) => {
        fake.intercept = (request) => {
          fake.intercept = () => false
          request.socket.resetAndDestroy()
          return true
        }
        first.reset()
      },
      'failed connection-lost',
    ],
    [
      'and ends with a reason says so',
      10_000,
      ({ first }) => first.send('ERROR', { code: 500, message: 'etcd' }),
      'failed api-server-error',
    ],
  ])('%s', async (_name, duration, happens, entry) => {
    const running = await lasting(duration)
    happens(running)
    await running.log.until((entries) => entries.includes(entry))
    await last(running.log, 'watching')
    expect(running.log.entries.slice(5)).toEqual([entry, 'retrying', 'watching'])
  })
})

describe('a server that would be asked without end', () => {
  /** A reflector whose pauses have no chance in them and are over at once. */
  async function impatient(): Promise<Running> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(Math, 'random').mockReturnValue(0)
    onTestFinished(() => void vi.useRealTimers().restoreAllMocks())
    const running = await startReflector(undefined, { patient: true })
    void running.log.until((entries) => {
      // Nothing but the pause waits at this moment.
      if (entries.at(-1)?.startsWith('failed') === true) setImmediate(() => vi.advanceTimersByTime(30_000))
      return false
    })
    return running
  }

  it.each<[string, (stream: OpenWatch) => void, string]>([
    ['ends each watch at once', (stream) => stream.end(), 'connection-lost'],
    ['finds each list too old', (stream) => stream.send('ERROR', { code: 410 }), 'api-server-error'],
  ])('and %s is waited for, longer each time', async (_name, happens, code) => {
    const running = await impatient()
    for (let number = 1; number <= 6; number++) happens(await running.watch(number))
    await running.watch(7)
    expect(running.delays.slice(0, 4)).toEqual([400, 800, 1600, 3200])
    expect(running.log.entries).toContain(`failed ${code}`)
  })

  it('is waited for as at first once a watch has brought something', async () => {
    const running = await impatient()
    for (let number = 1; number <= 3; number++) (await running.watch(number)).end()
    const good = await running.watch(4)
    good.send('ADDED', named('a', '5001'))
    await last(running.log, 'upsert a')
    good.reset()
    await running.watch(5)
    expect(running.delays).toEqual([400, 800, 1600, 400])
  })
})

describe('a pause', () => {
  afterEach(() => vi.useRealTimers())

  it('ends by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { log } = await pausedReflector()
    vi.advanceTimersByTime(399)
    expect(log.entries.at(-1)).toBe('failed api-server-error')
    vi.advanceTimersByTime(401)
    await last(log, 'watching')
  })

  it('ends when somebody asks', async () => {
    const { reflector, log } = await pausedReflector()
    reflector.retry()
    await last(log, 'watching')
  })
})
