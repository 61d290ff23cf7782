import { expect, type Frame, type Page } from 'playwright/test'
import { ask, embedded } from '../support/embedded-pages.ts'
import { test } from '../support/test.ts'
import { type AttackSite, hostOf, startAttackSite } from './attack-site.ts'

// A sandboxed frame is let to what is its own Service's, and the browser does not say whose it is.

let site: AttackSite

test.beforeAll(async () => {
  site = await startAttackSite()
})
test.afterAll(() => site.close())

/** Sends a sandboxed frame to a place, and on to it once more from there: by its address, and by a form. */
async function sendTwice(from: Page | Frame, url: string, marker: string): Promise<void> {
  await from.evaluate(
    async ([to, name]) => {
      const frame = Object.assign(document.createElement('iframe'), { name })
      frame.sandbox.add('allow-scripts', 'allow-forms')
      const arrives = async (send: () => void): Promise<void> => {
        const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
        send()
        await loaded
      }
      const form = Object.assign(document.createElement('form'), { method: 'post', action: to, target: name })
      document.body.append(form)
      await arrives(() => {
        frame.src = `${to}&first`
        document.body.append(frame)
      })
      await arrives(() => (frame.src = `${to}&again`))
      await arrives(() => form.submit())
    },
    [`${url}?attack=${marker}`, marker] as const,
  )
}

/** What came with a marker, first of all excepted. */
const came = (to: 'victim' | 'evil', marker: string) =>
  site[to].seen.map(({ line }) => line).filter((line) => line.includes(`attack=${marker}`) && !line.endsWith('&first'))

test('a frame that shows what was refused to it is let no further', async ({ launch }) => {
  const { app } = await launch({ kubeconfig: site.kubeconfig, args: ['--port', '0'] })
  const window = await app.firstWindow()
  const open = async (name: string): Promise<Page> => {
    await ask(window, 'tabs.open', { cluster: 'demo', namespace: 'default', name, port: '' })
    return embedded(app, name)
  }
  const evil = await open('evil')
  const port = Number(new URL(evil.url()).port)
  const victims = `http://${hostOf('victim')}:${port}/`
  // It works where it may.
  await sendTwice(evil, evil.url(), 'own')
  expect(came('evil', 'own')).toEqual(['GET /?attack=own&again', 'POST /?attack=own'])
  await sendTwice(evil, victims, 'sibling')
  await sendTwice(evil, `http://127.0.0.1:${port}/api/v1/namespaces/default/services/victim:http/proxy/`, 'classic')
  const victim = await open('victim')
  const foreign = `http://localhost:${site.open.port}/`
  await victim.evaluate(
    (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
    foreign,
  )
  const find = () => victim.frames().find((frame) => frame.url() === foreign)
  await expect.poll(find).toBeDefined()
  const frame = find()
  await frame?.waitForLoadState()
  if (frame) await sendTwice(frame, victims, 'framed')
  expect(['sibling', 'classic', 'framed'].flatMap((marker) => came('victim', marker))).toEqual([])
})
