import { expect, it } from 'vitest'
import { sendStatus } from '../cluster/testing/test-server.ts'
import { servedCluster } from './testing/served-cluster.ts'

const browser = {
  accept: 'text/html',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-site': 'none',
}

it('a button of a failure page sets what it offers, once, and goes back to the page', async () => {
  const { engine, ask, origin } = await servedCluster({
    app: (_request, response) => sendStatus(response, 503, 'error trying to reach service: EOF'),
  })
  const page = await ask('/page?a=b', { host: origin('web'), headers: browser })
  const action = /action="(\/\.well-known\/porthole\/[\w-]+)"><button class="other" name="scheme" value="https"/.exec(
    page.body,
  )?.[1]
  expect(action).toBeDefined()
  const press = {
    host: origin('web'),
    method: 'POST',
    body: 'scheme=https',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }
  const pressed = await ask(action ?? '', press)
  expect([pressed.status, pressed.headers.location]).toEqual([303, '/page?a=b'])
  expect(engine.reach.profiles.record('demo/apps/web/http').set).toEqual({ scheme: 'https' })
  // It is the application's path again.
  expect((await ask(action ?? '', press)).status).toBe(503)
})
