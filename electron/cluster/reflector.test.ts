import { once } from 'node:events'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Reflector } from './reflector.ts'
import { accessTo } from './testing/contexts.ts'
import { fakeKubernetes, servicesPath, type FakeKubernetes, type OpenWatch } from './testing/fake-kubernetes.ts'
import { apiService } from './testing/objects.ts'
import { Recorder } from './testing/recorder.ts'
import { sendJson, sendStatus } from './testing/test-server.ts'

interface Running {
  fake: FakeKubernetes
  reflector: Reflector
  log: Recorder
  /** How long each pause was to be, in ms. */
  delays: number[]
  /** Settles when {@link Reflector.run} has. */
  ended: Promise<void>
  /** The watch of that number, from 1. */
  watch: (number: number) => Promise<OpenWatch>
}

const keyOf = (object: unknown): string => (object as { metadata: { name: string } }).metadata.name

/** A reflector that notes what it reports; it never waits longer than the next event between two tries. */
async function start(
  prepare: (fake: FakeKubernetes) => void = () => undefined,
  { patient = false } = {},
): Promise<Running> {
  const fake = await fakeKubernetes()
  prepare(fake)
  const log = new Recorder()
  const delays: number[] = []
  const reflector = new Reflector(accessTo(fake.server.url), servicesPath, {
    listing: () => log.note('listing'),
    page: (items, received, remaining) => log.note(`page ${items.length} ${received} ${remaining ?? '?'}`),
    listed: () => log.note('listed'),
    upsert: (object) => log.note(`upsert ${keyOf(object)}`),
    delete: (object) => log.note(`delete ${keyOf(object)}`),
    watching: () => log.note('watching'),
    failed: ({ code }, retryAt) => {
      log.note(`failed ${code}`)
      delays.push(Math.round((retryAt - Date.now()) / 10) * 10)
      if (!patient) setImmediate(() => reflector.retry())
    },
    retrying: () => log.note('retrying'),
  })
  const ended = reflector.run()
  onTestFinished(() => reflector.stop())
  const watch = async (number: number): Promise<OpenWatch> => {
    await fake.watches.count(number)
    const found = fake.watches.entries[number - 1]
    if (!found) throw new Error('no watch')
    return found
  }
  return { fake, reflector, log, delays, ended, watch }
}
const services = (count: number) => Array.from({ length: count }, (_, i) => apiService(`apps/s${i}`))
const named = (name: string, resourceVersion: string): unknown => ({ metadata: { name, resourceVersion } })
const last = (log: Recorder, text: string) => log.until((entries) => entries.at(-1) === text)
const versions = ({ fake }: Running): (string | null)[] =>
  fake.watches.entries.map(({ query }) => query.get('resourceVersion'))

describe('a list', () => {
  it('is read in pages of 500, then watched from its version', async () => {
    const running = await start((fake) => {
      fake.services = services(1200)
    })
    await last(running.log, 'watching')
    expect(running.log.entries).toEqual([
      'listing',
      'page 500 500 700',
      'page 500 1000 200',
      'page 200 1200 0',
      'listed',
      'watching',
    ])
    expect(running.fake.lists.entries.map(({ search }) => search)).toEqual([
      '?limit=500',
      '?limit=500&continue=500',
      '?limit=500&continue=1000',
    ])
    expect(versions(running)).toEqual(['5000'])
  })

  it('may be empty', async () => {
    const { log } = await start()
    await last(log, 'watching')
    expect(log.entries).toEqual(['listing', 'page 0 0 0', 'listed', 'watching'])
  })

  it('may leave open how much there is to come', async () => {
    const { log } = await start((fake) => {
      fake.intercept = (_request, response, url) => {
        if (url.searchParams.has('watch') || url.searchParams.has('continue')) return false
        sendJson(response, 200, { metadata: { resourceVersion: '1', continue: '0' }, items: null })
        return true
      }
    })
    await last(log, 'watching')
    expect(log.entries.slice(0, 3)).toEqual(['listing', 'page 0 0 ?', 'page 0 0 0'])
  })

  it('that is too slow for its own pages comes whole, at once', async () => {
    let broken = false
    const { fake, log } = await start((fake) => {
      fake.services = services(600)
      fake.intercept = (_request, response, url) => {
        if (broken || !url.searchParams.has('continue')) return false
        broken = true
        // What the API server says of a page that came too late.
        sendStatus(response, 410, 'The provided continue parameter is too old', 'Expired')
        return true
      }
    })
    await last(log, 'watching')
    expect(log.entries).toEqual(['listing', 'page 500 500 100', 'listing', 'page 600 600 0', 'listed', 'watching'])
    expect(fake.lists.entries.map(({ search }) => search)).toEqual(['?limit=500', ''])
  })

  it('that breaks off between two pages begins anew', async () => {
    let broken = false
    const { log } = await start((fake) => {
      fake.services = services(600)
      fake.intercept = (request, _response, url) => {
        if (broken || !url.searchParams.has('continue')) return false
        broken = true
        request.socket.resetAndDestroy()
        return true
      }
    })
    await last(log, 'watching')
    expect(log.entries).toEqual([
      'listing',
      'page 500 500 100',
      'failed connection-lost',
      'retrying',
      'listing',
      'page 500 500 100',
      'page 100 600 0',
      'listed',
      'watching',
    ])
  })

  it.each<[string, FakeKubernetes['intercept'], string]>([
    ['401', (_request, response) => (sendStatus(response, 401, 'Unauthorized'), true), 'credentials-rejected'],
    ['403', (_request, response) => (sendStatus(response, 403, 'no'), true), 'forbidden'],
    ['500', (_request, response) => (sendStatus(response, 500, 'no'), true), 'api-server-error'],
    ['a page', (_request, response) => (response.end('<html>'), true), 'not-kubernetes'],
    ['other JSON', (_request, response) => (sendJson(response, 200, { items: 1 }), true), 'not-kubernetes'],
    ['a reset', (request) => (request.socket.resetAndDestroy(), true), 'connection-lost'],
  ])('that is answered with %s is tried again', async (_name, intercept, code) => {
    const { fake, log } = await start((fake) => {
      fake.intercept = intercept
    })
    await log.until((entries) => entries.filter((entry) => entry === `failed ${code}`).length === 2)
    fake.intercept = () => false
    await last(log, 'watching')
    expect(log.entries.slice(0, 4)).toEqual(['listing', `failed ${code}`, 'retrying', 'listing'])
  })
})

describe('a watch', () => {
  it('hands changes on, and resumes where it stood when the server ends it', async () => {
    const running = await start()
    const first = await running.watch(1)
    first.send('ADDED', named('a', '5001'))
    first.send('MODIFIED', named('a', '5002'))
    first.send('DELETED', named('a', '5003'))
    first.send('BOOKMARK', named('', '5010'))
    first.end()
    const second = await running.watch(2)
    second.send('ADDED', named('b', '5011'))
    await last(running.log, 'upsert b')
    expect(running.log.entries.slice(3)).toEqual([
      'watching',
      'upsert a',
      'upsert a',
      'delete a',
      'watching',
      'upsert b',
    ])
    expect(versions(running)).toEqual(['5000', '5010'])
    expect(running.fake.lists.entries).toHaveLength(1)
  })

  it.each<[string, (stream: OpenWatch) => void, string]>([
    ['a reset', (stream) => stream.reset(), 'connection-lost'],
    ['an error of the server', (stream) => stream.send('ERROR', { code: 500, message: 'x' }), 'api-server-error'],
  ])('that ends with %s waits, then resumes without a list', async (_name, happens, code) => {
    const running = await start()
    const first = await running.watch(1)
    first.send('ADDED', named('a', '5001'))
    await last(running.log, 'upsert a')
    happens(first)
    await running.watch(2)
    await last(running.log, 'watching')
    expect(running.log.entries.slice(5)).toEqual([`failed ${code}`, 'retrying', 'watching'])
    expect(versions(running)).toEqual(['5000', '5001'])
    expect(running.fake.lists.entries).toHaveLength(1)
  })

  it.each<[string, (running: Running) => Promise<void>]>([
    [
      'in an ERROR event',
      async ({ watch }) => (await watch(1)).send('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }),
    ],
    [
      'as the answer',
      async ({ fake, watch }) => {
        const first = await watch(1)
        first.send('ADDED', named('a', '5001'))
        fake.intercept = (_request, response) => {
          fake.intercept = () => false
          sendStatus(response, 410, 'too old resource version', 'Expired')
          return true
        }
        first.end()
      },
    ],
  ])('that gets 410 %s lists anew at once', async (_name, happens) => {
    const running = await start()
    running.fake.version = 6000
    await happens(running)
    await running.watch(2)
    await last(running.log, 'watching')
    expect(running.log.entries.slice(-4)).toEqual(['listing', 'page 0 0 0', 'listed', 'watching'])
    expect(running.log.entries.some((entry) => entry.startsWith('failed'))).toBe(false)
    expect(versions(running).at(-1)).toBe('6000')
  })
})

describe('after a watch that opened and ended at once', () => {
  async function briefly(): Promise<Running> {
    const running = await start()
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
    const running = await start()
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

describe('restart', () => {
  it('goes on over a new connection from where the watch stood, without a word', async () => {
    const running = await start()
    const { fake, reflector, log } = running
    const first = await running.watch(1)
    first.send('ADDED', named('a', '5001'))
    await last(log, 'upsert a')
    const before = [...fake.server.connections]
    reflector.restart()
    const second = await running.watch(2)
    // What a dead connection still had to say comes again from the version on.
    second.send('ADDED', named('b', '5002'))
    await last(log, 'upsert b')
    expect(log.entries.slice(5)).toEqual(['watching', 'upsert b'])
    expect(versions(running)).toEqual(['5000', '5001'])
    for (const socket of before) if (!socket.closed) await once(socket, 'close')
  })

  it('ends a list under way and begins it anew', async () => {
    const { fake, reflector, log } = await start((fake) => {
      fake.services = services(3)
      fake.intercept = () => true
    })
    while (fake.server.requests.length === 0) await once(fake.server.server, 'request')
    fake.intercept = () => false
    reflector.restart()
    await last(log, 'watching')
    expect(log.entries).toEqual(['listing', 'listing', 'page 3 3 0', 'listed', 'watching'])
  })

  it('ends a pause', async () => {
    const { fake, reflector, log } = await start(
      (fake) => {
        fake.intercept = (_request, response) => (sendStatus(response, 500, 'no'), true)
      },
      { patient: true },
    )
    await last(log, 'failed api-server-error')
    fake.intercept = () => false
    reflector.restart()
    await last(log, 'watching')
  })

  it('after stop does nothing', async () => {
    const { fake, reflector, ended } = await start()
    await fake.watches.count(1)
    reflector.stop()
    await ended
    reflector.restart()
    await fake.server.abandoned()
    expect(fake.watches.entries).toHaveLength(1)
  })
})

describe('a server that would be asked without end', () => {
  /** A reflector whose pauses have no chance in them and are over at once. */
  async function impatient(): Promise<Running> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(Math, 'random').mockReturnValue(0)
    onTestFinished(() => void vi.useRealTimers().restoreAllMocks())
    const running = await start(undefined, { patient: true })
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
    const { fake, log } = await start(
      (fake) => {
        fake.intercept = (_request, response) => (sendStatus(response, 500, 'no'), true)
      },
      { patient: true },
    )
    await last(log, 'failed api-server-error')
    fake.intercept = () => false
    vi.advanceTimersByTime(399)
    expect(log.entries.at(-1)).toBe('failed api-server-error')
    vi.advanceTimersByTime(401)
    await last(log, 'watching')
  })

  it('ends when somebody asks', async () => {
    const { fake, reflector, log } = await start(
      (fake) => {
        fake.intercept = (_request, response) => (sendStatus(response, 500, 'no'), true)
      },
      { patient: true },
    )
    await last(log, 'failed api-server-error')
    fake.intercept = () => false
    reflector.retry()
    await last(log, 'watching')
  })
})

describe('stop', () => {
  it.each<[string, string, (fake: FakeKubernetes) => void]>([
    ['a watch', 'watching', () => undefined],
    [
      'a pause',
      'failed api-server-error',
      (fake) => {
        fake.intercept = (_request, response) => (sendStatus(response, 500, 'no'), true)
      },
    ],
  ])('ends %s, and with it run and the connection, without another word', async (_name, until, prepare) => {
    const { fake, reflector, log, ended } = await start(prepare, { patient: true })
    await last(log, until)
    const { length } = log.entries
    reflector.stop()
    await ended
    expect(log.entries).toHaveLength(length)
    if (until === 'watching') await fake.server.abandoned()
    reflector.retry()
    expect(fake.server.requests.length).toBeLessThanOrEqual(2)
  })

  it('ends a list under way', async () => {
    const { fake, reflector, log, ended } = await start((fake) => {
      fake.intercept = () => true
    })
    while (fake.server.requests.length === 0)
      await new Promise((resolve) => fake.server.server.once('request', resolve))
    reflector.stop()
    await ended
    await fake.server.abandoned()
    expect(log.entries).toEqual(['listing'])
  })

  it('hands nothing on that had arrived before', async () => {
    const running = await start()
    const stream = await running.watch(1)
    await last(running.log, 'watching')
    stream.write(`${JSON.stringify({ type: 'ADDED', object: named('a', '1') })}\n`.repeat(2000))
    await last(running.log, 'upsert a')
    const { length } = running.log.entries
    running.reflector.stop()
    await running.ended
    expect(running.log.entries).toHaveLength(length)
  })
})
