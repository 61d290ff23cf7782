import { describe, expect, it } from 'vitest'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { servedCluster } from './testing/served-cluster.ts'

const browser = {
  accept: 'text/html',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
}

const unreachable = 'error trying to reach service: dial tcp 10.0.0.1:80: connect: connection refused'
const key = 'demo/apps/web/http'

describe('a button of a failure page', () => {
  it('tries what it offers, once, goes back to the page, and keeps it when the page loads', async () => {
    let works = false
    const { engine, ask, origin } = await servedCluster({
      app: (_request, response) => (works ? response.end('there') : sendStatus(response, 503, unreachable)),
    })
    const { profiles } = engine.reach
    const show = () => ask('/page?a=b', { host: origin('web'), headers: browser })
    const press = async (page: string) => {
      const action = /action="(\/\.well-known\/porthole\/[\w-]+)"><button class="other" name="scheme" value="https"/
      return ask(action.exec(page)?.[1] ?? '/none', {
        host: origin('web'),
        method: 'POST',
        body: 'scheme=https',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    }
    const first = await show()
    const pressed = await press(first.body)
    expect([pressed.status, pressed.headers.location]).toEqual([303, '/page?a=b'])
    expect(profiles.record(key).set).toEqual({ scheme: 'https' })
    // It is the application's path again.
    expect((await press(first.body)).status).toBe(503)

    // Nothing came of it.
    const second = await show()
    expect(profiles.record(key).set).toEqual({})
    await press(second.body)
    works = true
    expect((await show()).body).toBe('there')
    expect(profiles.record(key).set).toEqual({ scheme: 'https' })
  })

  it('works on a read-only cluster', async () => {
    const { engine, ask, origin } = await servedCluster({
      app: (_request, response) => sendStatus(response, 503, unreachable),
      engine: { mode: () => ({ readOnly: true, wholeApi: false }) },
    })
    const failed = await ask('/', { host: origin('web'), headers: browser })
    const action = /action="([^"]+)"/.exec(failed.body)?.[1] ?? '/none'
    const press = () => ask(action, { host: origin('web'), method: 'POST', body: 'scheme=https' })
    expect((await press()).status).toBe(303)
    expect(engine.reach.profiles.record(key).set).toEqual({ scheme: 'https' })
    // What is no remedy any more is a POST like others.
    expect((await press()).status).toBe(403)
  })

  it('goes back to no other host', async () => {
    const { ask, origin } = await servedCluster({
      app: (_request, response) => sendStatus(response, 503, unreachable),
    })
    const failed = await ask('//evil.example/', { host: origin('web'), headers: browser })
    const action = /action="([^"]+)"/.exec(failed.body)?.[1] ?? '/none'
    const pressed = await ask(action, { host: origin('web'), method: 'POST', body: 'scheme=https' })
    expect([pressed.status, pressed.headers.location]).toEqual([303, '/.//evil.example/'])
  })

  it.each([
    ['no endpoints available for service "web"'],
    ['error trying to reach service: malformed HTTP response "E\\x00"'],
  ])('is not there where another way cannot help: %s', async (said) => {
    const { ask, origin } = await servedCluster({ app: (_request, response) => sendStatus(response, 503, said) })
    const page = await ask('/', { host: origin('web'), headers: browser })
    expect(page.body).toContain('Try again')
    expect(page.body).not.toContain('<form')
  })
})
