import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { FakeKubernetes } from './testing/fake-kubernetes.ts'
import { last, named, services, pausedReflector, startReflector, versions } from './testing/running-reflector.ts'
import { sendStatus } from './testing/test-server.ts'

describe('restart', () => {
  it('goes on over a new connection from where the watch stood, without a word', async () => {
    const running = await startReflector()
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
    const { fake, reflector, log } = await startReflector((fake) => {
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
    const { reflector, log } = await pausedReflector()
    reflector.restart()
    await last(log, 'watching')
  })

  it('after stop does nothing', async () => {
    const { fake, reflector, ended } = await startReflector()
    await fake.watches.count(1)
    reflector.stop()
    await ended
    reflector.restart()
    await fake.server.abandoned()
    expect(fake.watches.entries).toHaveLength(1)
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
    const { fake, reflector, log, ended } = await startReflector(prepare, { patient: true })
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
    const { fake, reflector, log, ended } = await startReflector((fake) => {
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
    const running = await startReflector()
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
