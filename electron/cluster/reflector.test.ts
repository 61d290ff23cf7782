import { describe, expect, it } from 'vitest'
import type { FakeKubernetes, OpenWatch } from './testing/fake-kubernetes.ts'
import { last, named, services, startReflector, versions, type Running } from './testing/running-reflector.ts'
import { sendJson, sendStatus } from './testing/test-server.ts'

describe('a list', () => {
  it('is read in pages of 500, then watched from its version', async () => {
    const running = await startReflector((fake) => {
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
    const { log } = await startReflector()
    await last(log, 'watching')
    expect(log.entries).toEqual(['listing', 'page 0 0 0', 'listed', 'watching'])
  })

  it('may leave open how much there is to come', async () => {
    const { log } = await startReflector((fake) => {
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
    const { fake, log } = await startReflector((fake) => {
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
    const { log } = await startReflector((fake) => {
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
    const { fake, log } = await startReflector((fake) => {
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
    const running = await startReflector()
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
    const running = await startReflector()
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
    const running = await startReflector()
    running.fake.version = 6000
    await happens(running)
    await running.watch(2)
    await last(running.log, 'watching')
    expect(running.log.entries.slice(-4)).toEqual(['listing', 'page 0 0 0', 'listed', 'watching'])
    expect(running.log.entries.some((entry) => entry.startsWith('failed'))).toBe(false)
    expect(versions(running).at(-1)).toBe('6000')
  })
})
