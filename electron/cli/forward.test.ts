import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { runForward } from './forward.ts'
import { parseCommand } from './parse-command.ts'

// A demo cluster of its own starts for each.
const patient = { timeout: 20_000 }

/** Starts `porthole forward` beside the test, on the demo cluster. */
function forward(line: string) {
  const command = parseCommand(['forward', ...line.split(' '), '--demo'])
  if (!command.ok || command.value.do !== 'forward') throw new Error(line)
  const end = new AbortController()
  let text = ''
  let said = ''
  const output = { out: (more: string) => void (text += more), note: (more: string) => void (said += more) }
  const ended = runForward(command.value, output, end.signal)
  onTestFinished(async () => {
    end.abort()
    await ended
  })
  const stop = (): Promise<number> => {
    end.abort()
    return ended
  }
  return { ended, stop, text: () => text, said: () => said }
}

it('says what kubectl says, carries what passes, and ends when asked', async () => {
  const { text, stop } = forward('monitoring/pulse :http')
  await expect.poll(text, patient).toMatch(/^Forwarding from 127\.0\.0\.1:\d+ -> 3000\n$/)
  const port = /:(\d+) /.exec(text())?.[1] ?? ''
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<title>')
  await expect.poll(text, patient).toContain(`\nHandling connection for ${port}\n`)
  expect(await stop()).toBe(0)
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
})

it('takes the only port, at the same number here', async () => {
  const { text, said } = forward('shop/postgres')
  // A PostgreSQL of this computer's own may have it.
  await expect
    .poll(() => text() + said(), patient)
    .toMatch(/^Forwarding from 127\.0\.0\.1:5432 -> 5432\n$|Port 5432 of 127\.0\.0\.1 is taken\. Name another/)
})

it.each([
  ['shop/nope 80', 3, 'demo has no Service shop/nope.'],
  ['monitoring/pulse 99', 3, 'monitoring/pulse has no port "99"; it has http (3000).'],
  ['shop/payments-gateway 80', 3, 'is an ExternalName'],
  ['kube-system/kube-dns', 3, 'Name those to forward: porthole forward kube-system/kube-dns PORT.'],
])('%s ends with %i', async (line, code, words) => {
  const { ended, said, text } = forward(line)
  expect([await ended, text()]).toEqual([code, ''])
  expect(said()).toContain(words)
})

it('a local port that is taken ends it with 1, and a way out', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void holder.close())
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const { ended, said } = forward(`monitoring/pulse ${port}:http`)
  expect(await ended).toBe(1)
  expect(said()).toContain(`Port ${port} of 127.0.0.1 is taken. Name another local port, as in 13000:3000`)
})

it.skipIf(spawnSync('psql', ['--version']).error !== undefined)(
  'psql hears what the demo’s database says',
  async () => {
    const { text } = forward('shop/postgres :5432')
    await expect.poll(text, patient).toMatch(/^Forwarding/)
    const port = /:(\d+) /.exec(text())?.[1] ?? ''
    const asked = promisify(execFile)('psql', [
      '-h',
      '127.0.0.1',
      '-p',
      port,
      '-U',
      'porthole',
      '-d',
      'shop',
      '-c',
      'select 1',
    ])
    await expect(asked).rejects.toMatchObject({ stderr: expect.stringContaining('a drawing of one') as string })
  },
)
