import { once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FailureError } from '../../shared/failure.ts'
import { fakeKubernetes, servicesPath, type FakeKubernetes, type OpenWatch } from './testing/fake-kubernetes.ts'
import { accessTo } from './testing/contexts.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { apiService } from './testing/objects.ts'
import { Recorder } from './testing/recorder.ts'
import { sendJson, sendStatus } from './testing/test-server.ts'
import { ResourceExpired, watch } from './watch.ts'

interface Running {
  fake: FakeKubernetes
  stream: OpenWatch
  /** How many requests were begun. */
  requested: () => number
  events: Recorder
  ended: Promise<void>
  stop: AbortController
  access: ClusterAccess
}

/** A watch from version 7 that is open. */
async function open(): Promise<Running> {
  const fake = await fakeKubernetes()
  const stop = new AbortController()
  const events = new Recorder()
  const access = accessTo(fake.server.url)
  const upstream = vi.spyOn(access, 'upstream')
  const ended = watch(access, servicesPath, '7', stop.signal, {
    open: () => events.note('open'),
    event: ({ type, object }) => events.note(`${type} ${object.metadata.resourceVersion}`),
  })
  ended.catch(() => undefined)
  await Promise.all([events.count(1), fake.watches.count(1)])
  const [stream] = fake.watches.entries
  if (!stream) throw new Error('no watch')
  const requested = (): number => upstream.mock.calls.length
  return { fake, stream, requested, events, ended, stop, access }
}
const versioned = (resourceVersion: string): unknown => ({ metadata: { resourceVersion, name: 'x' } })

describe('a watch', () => {
  it('asks for changes since a version, with bookmarks, for 5 to 10 minutes', async () => {
    const { stream } = await open()
    const { timeoutSeconds, ...query } = Object.fromEntries(stream.query)
    expect(query).toEqual({ watch: 'true', resourceVersion: '7', allowWatchBookmarks: 'true' })
    expect(Number(timeoutSeconds)).toBeGreaterThanOrEqual(300)
    expect(Number(timeoutSeconds)).toBeLessThanOrEqual(600)
  })

  it('hands each event on, however the lines arrive, and ends when the server ends it', async () => {
    const { stream, events, ended } = await open()
    stream.send('ADDED', apiService('apps/ü'))
    stream.write(`\n${JSON.stringify({ type: 'MODIFIED', object: versioned('9') })}\r\n{"type":"DEL`)
    stream.write(`ETED","object":${JSON.stringify(versioned('10'))}}\n`)
    stream.send('BOOKMARK', { ...(versioned('11') as object), kind: 'Service' })
    await events.count(5)
    stream.end()
    await ended
    expect(events.entries.slice(2)).toEqual(['MODIFIED 9', 'DELETED 10', 'BOOKMARK 11'])
  })

  it.each<[string, (stream: OpenWatch) => void, string, RegExp]>([
    ['a reset', (stream) => stream.reset(), 'connection-lost', /ECONNRESET|aborted/],
    ['an ERROR event', (stream) => stream.send('ERROR', { code: 500, message: 'etcd' }), 'api-server-error', /etcd/],
    ['an ERROR event without words', (stream) => stream.send('ERROR', {}), 'api-server-error', /no reason given/],
    ['a line that is no JSON', (stream) => stream.write('<html>\n'), 'not-kubernetes', /with a watch/],
    ['an event of no known kind', (stream) => stream.send('CHANGED', versioned('8')), 'not-kubernetes', /./],
    ['an object without a version', (stream) => stream.send('ADDED', { metadata: {} }), 'not-kubernetes', /./],
    [
      'a line that breaks off',
      (stream) => {
        stream.write('{"type":"ADDED",')
        stream.end()
      },
      'connection-lost',
      /within an event/,
    ],
  ])('fails on %s', async (_name, happens, code, message) => {
    const { stream, ended } = await open()
    happens(stream)
    await expect(ended).rejects.toMatchObject({ failure: { code, message: expect.stringMatching(message) as string } })
  })

  it.each([
    { kind: 'Status', code: 410, message: 'too old resource version', reason: 'Expired' },
    { kind: 'Status', message: 'too old resource version', reason: 'Expired' },
    { kind: 'Status', code: null, reason: 'Gone' },
  ])('tells 410 in an event apart, since only a new list helps: %j', async (status) => {
    const { fake, stream, ended } = await open()
    stream.send('ERROR', status)
    await expect(ended).rejects.toBeInstanceOf(ResourceExpired)
    await fake.server.abandoned()
  })

  it.each([
    [410, 'too old resource version', 'ResourceExpired', undefined],
    [401, 'Unauthorized', 'FailureError', 'credentials-rejected'],
    [403, 'user u410 may not watch', 'FailureError', 'forbidden'],
    [500, 'error 410 of somebody else', 'FailureError', 'api-server-error'],
  ])('that is answered %i %s', async (status, message, kind, code) => {
    const fake = await fakeKubernetes()
    fake.intercept = (_request, response) => {
      sendStatus(response, status, message)
      return true
    }
    const handlers = { open: vi.fn(), event: vi.fn() }
    const watching = watch(accessTo(fake.server.url), servicesPath, '7', new AbortController().signal, handlers)
    const error: unknown = await watching.catch((error: unknown) => error)
    if (kind === 'ResourceExpired') expect(error).toBeInstanceOf(ResourceExpired)
    else expect(error).toMatchObject({ failure: { code } })
    expect(handlers.open).not.toHaveBeenCalled()
  })

  it('ends at once when it is stopped, and its connection with it', async () => {
    const { fake, stream, events, ended, stop } = await open()
    stream.send('ADDED', versioned('8'))
    await events.count(2)
    stop.abort(new Error('stopped'))
    await expect(ended).rejects.toThrow()
    await fake.server.abandoned()
    expect(events.entries).toEqual(['open', 'ADDED 8'])
  })
})

describe('a silent watch', () => {
  afterEach(() => vi.useRealTimers())

  /** Opens a watch whose question after life is answered so; returns how it went on after 20 s of silence. */
  async function afterSilence(answer: FakeKubernetes['intercept']): Promise<Running & { asked: Recorder }> {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const running = await open()
    const asked = new Recorder()
    running.fake.intercept = (request, response, url) => {
      asked.note(url.pathname)
      return answer(request, response, url)
    }
    return { ...running, asked }
  }

  it('asks the server whether it is there, every 20 s since the last event', async () => {
    const { stream, requested, events, ended, asked } = await afterSilence((_request, response) => {
      sendJson(response, 200, { gitVersion: 'v1' })
      return true
    })
    vi.advanceTimersByTime(19_999)
    stream.send('BOOKMARK', versioned('8'))
    await events.count(2)
    vi.advanceTimersByTime(19_999)
    expect(requested()).toBe(1)
    vi.advanceTimersByTime(1)
    await asked.count(1)
    vi.advanceTimersByTime(20_000)
    await asked.count(2)
    expect(asked.entries).toEqual(['/version', '/version'])
    stream.send('ADDED', versioned('9'))
    await events.count(3)
    stream.end()
    await ended
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each<[string, FakeKubernetes['intercept']]>([
    ['200', () => false],
    ['403, which a live server answers too', (_request, response) => (sendStatus(response, 403, 'no'), true)],
    ['401, likewise', (_request, response) => (sendStatus(response, 401, 'no'), true)],
    ['500, likewise', (_request, response) => (sendStatus(response, 500, 'no'), true)],
  ])('goes on after %s', async (_name, answer) => {
    const { fake, stream, events, asked } = await afterSilence(answer)
    vi.advanceTimersByTime(20_000)
    await asked.count(1)
    // The answer has come when the next question goes over the same connection.
    vi.advanceTimersByTime(20_000)
    await asked.count(2)
    stream.send('ADDED', versioned('8'))
    await events.count(2)
    expect(fake.watches.entries).toHaveLength(1)
  })

  it('ends, so that it is begun anew, when its connection has brought nothing for 80 s though the server answers', async () => {
    const { fake, stream, events, ended, asked } = await afterSilence(() => false)
    const silent = async (turns: number): Promise<void> => {
      const { length } = asked.entries
      for (let turn = 1; turn <= turns; turn++) {
        vi.advanceTimersByTime(20_000)
        await asked.count(length + turn)
      }
    }
    await silent(3)
    // A bookmark comes every 60 to 63 s.
    stream.send('BOOKMARK', versioned('8'))
    await events.count(2)
    await silent(4)
    await ended
    expect(asked.entries).toHaveLength(7)
    expect(vi.getTimerCount()).toBe(0)
    // The connection on which the server was asked stays.
    const [own] = fake.server.connections
    if (own?.closed === false) await once(own, 'close')
  })

  it('is left alone while nobody can be signed in: what runs is still good', async () => {
    const { stream, events, ended, asked, access } = await afterSilence(() => false)
    const none = new FailureError('credentials-unavailable', 'Run aws sso login.')
    const upstream = vi.spyOn(access, 'upstream').mockClear().mockRejectedValue(none)
    for (let turn = 1; turn <= 5; turn++) {
      vi.advanceTimersByTime(20_000)
      await new Promise((resolve) => setImmediate(resolve))
      expect(upstream).toHaveBeenCalledTimes(turn)
    }
    expect(asked.entries).toEqual([])
    stream.send('ADDED', versioned('8'))
    await events.count(2)
    stream.end()
    await ended
  })

  it('asks once when somebody has signed in, however long that took', async () => {
    const { stream, events, ended, asked, access } = await afterSilence(() => false)
    const now = await access.upstream()
    let signedIn = (): void => undefined
    const waiting = new Promise<typeof now>((resolve) => (signedIn = () => resolve(now)))
    const upstream = vi.spyOn(access, 'upstream').mockClear().mockReturnValue(waiting)
    for (let turn = 1; turn <= 3; turn++) {
      vi.advanceTimersByTime(20_000)
      await new Promise((resolve) => setImmediate(resolve))
      expect(upstream).toHaveBeenCalledTimes(turn)
    }
    signedIn()
    await asked.count(1)
    stream.send('ADDED', versioned('8'))
    await events.count(2)
    stream.end()
    await ended
    expect(asked.entries).toEqual(['/version'])
  })

  it('fails when nobody answers', async () => {
    const { fake, ended } = await afterSilence((_request, response) => {
      response.destroy()
      return true
    })
    const settled = expect(ended).rejects.toMatchObject({
      failure: { code: 'connection-lost', message: expect.stringContaining('no longer answers') as string },
    })
    vi.advanceTimersByTime(20_000)
    await settled
    await fake.server.abandoned()
  })
})
