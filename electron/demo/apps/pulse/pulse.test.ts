import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Script } from 'node:vm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Browser } from '../browser.ts'
import { startPulse } from './pulse.ts'
import { pulseScript } from './pulse-script.ts'
import { type Sample, sampleAt } from './signals.ts'

const measured = { services: ['storefront', 'cart'], pods: ['storefront', 'cart', 'ledger'] }

describe('sampleAt', () => {
  const samples = Array.from({ length: 1000 }, (_, second) => sampleAt(1_785_000_000_000 + second * 1000, measured))

  it('is always the same for the same moment', () => {
    expect(sampleAt(1_785_000_000_000, measured)).toEqual(samples[0])
  })

  it('measures believable numbers', () => {
    for (const { requests, latency, errors, cpu, memory } of samples) {
      expect(requests).toHaveLength(2)
      expect(cpu).toHaveLength(3)
      for (const value of [...requests, ...latency, ...cpu, ...memory]) expect(value).toBeGreaterThan(0)
      expect([...latency].sort((a, b) => a - b)).toEqual(latency)
      expect(errors).toBeGreaterThanOrEqual(0)
      expect(errors).toBeLessThan(0.05)
    }
  })

  it('moves smoothly', () => {
    const steps = samples
      .slice(1)
      .map(({ requests }, index) => Math.abs((requests[0] ?? 0) - (samples[index]?.requests[0] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(20)
  })
})

describe('pulse', () => {
  const start = async (): Promise<Browser> => {
    const pulse = await startPulse(measured)
    onTestFinished(() => pulse.close())
    return new Browser(`http://127.0.0.1:${pulse.port}`)
  }

  it('is a page with root paths', async () => {
    const browser = await start()
    const { status, body } = await browser.visit('/')
    expect(status).toBe(200)
    expect(body).toContain('<title>Pulse</title>')
    for (const path of ['/assets/app.js', '/assets/app.css', '/favicon.svg']) {
      expect(body).toContain(`"${path}"`)
      expect((await browser.visit(path)).status).toBe(200)
    }
  })

  it('has a script that parses', () => {
    expect(() => new Script(pulseScript)).not.toThrow()
  })

  it('sends five minutes of history at once, then a sample a second', async () => {
    const answer = await (await start()).open('/events')
    onTestFinished(() => void answer.destroy())
    expect(answer.headers['content-type']).toBe('text/event-stream')
    const lines = createInterface({ input: answer })
    const events = new Map<string, unknown>()
    let name = ''
    lines.on('line', (line) => {
      if (line.startsWith('event: ')) name = line.slice(7)
      if (line.startsWith('data: ')) events.set(name, JSON.parse(line.slice(6)))
    })
    while (!events.has('sample')) await once(lines, 'line')
    const history = events.get('history') as typeof measured & { samples: Sample[] }
    expect(history).toMatchObject(measured)
    expect(history.samples).toHaveLength(301)
    expect((events.get('sample') as Sample).at).toBeGreaterThan(history.samples.at(-1)?.at ?? 0)
  })
})
