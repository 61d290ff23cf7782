import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import type { Probe } from '../../../shared/probe.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleForward, samplePort, sampleRow } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { ServicesScreen } from '../services/services-screen.tsx'
import { Favicon } from '../tabs/favicon.tsx'
import { probeDetail, probeWords } from './probe-words.ts'
import { restTime } from './use-probe.ts'

const app = sampleApp([sampleCluster('prod')])
const grafana = sampleRow('monitoring/grafana')
const rows = [
  grafana,
  sampleRow('shop/db', { type: 'ExternalName', ports: [samplePort('db', 5432)] }),
  sampleRow('shop/dns', { ports: [samplePort('dns', 53, { protocol: 'UDP' })] }),
  sampleRow('shop/web', {
    ports: [samplePort('http', 80), samplePort('grpc', 9000), samplePort('quic', 443, { protocol: 'UDP' })],
  }),
]
const icon = 'data:image/png;base64,AAAA'
const page: Probe = { speaks: 'http', status: 200, title: 'Grafana', favicon: icon }

let bridge: FakeBridge
let answer: Probe

beforeEach(() => {
  // Their idle callbacks have no deadline.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  resetScreen()
  bridge = installBridge()
  answer = page
  bridge.answers['service.probe'] = () => ok(answer)
  arrive(app, rows)
  show(<ServicesScreen visible />)
})
afterEach(() => {
  vi.useRealTimers()
})

const line = (key: string) => document.getElementById(`service-${key}`) as HTMLElement
const asked = () => bridge.inputs('service.probe').map(({ name, port }) => `${name}:${port}`)
const rest = (time = restTime) => act(() => vi.advanceTimersByTimeAsync(time))
const pointAt = (key: string) => fireEvent.pointerEnter(line(key))
const leave = (key: string) => fireEvent.pointerLeave(line(key))
const firstButton = () => screen.getByRole('button', { name: /^(Open|Forward a port of) grafana/ })

describe('a port', () => {
  test.each([
    ['says itself what it is', 'Home - Grafana', ['Home - Grafana']],
    ['is called otherwise', 'Sign in', ['Grafana', 'Sign in']],
  ])('whose page %s stands beside what the Service is known to be, or in its place', async (_what, title, words) => {
    act(() => arrive(app, [sampleRow('monitoring/mine', { addOn: 'grafana' })]))
    answer = { ...page, title }
    pointAt('monitoring/mine')
    expect(line('monitoring/mine').textContent).toContain('Grafana')
    await rest()
    const said = [...line('monitoring/mine').querySelectorAll('[class*=words]')].map((one) => one.textContent)
    expect(said).toEqual(words)
  })

  test('is asked once the pointer rests on its row, and no other is', async () => {
    await rest(10_000)
    expect(asked()).toEqual([])
    pointAt('monitoring/grafana')
    await rest(restTime - 1)
    expect(asked()).toEqual([])
    await rest(1)
    expect(asked()).toEqual(['grafana:'])
    const note = line('monitoring/grafana').querySelector('[data-speaks]')
    // Its name says it already.
    expect([note?.getAttribute('title'), note?.textContent]).toEqual(['HTTP · Grafana', ''])
    expect(line('monitoring/grafana').querySelector('img')?.src).toBe(icon)
  })

  test.each(['', 'http'])('gives its icon to the dashboard that is kept of it, by port “%s”', async (port) => {
    const kept = { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port }
    const { container } = render(<Favicon dashboard={kept} now={null} />)
    expect(container.textContent).toBe('G')
    pointAt('monitoring/grafana')
    await rest()
    expect(container.querySelector('img')?.src).toBe(icon)
  })

  test('is not asked by a pointer that passes', async () => {
    pointAt('monitoring/grafana')
    await rest(restTime - 1)
    leave('monitoring/grafana')
    await rest()
    expect(asked()).toEqual([])
  })

  test('is asked when the keyboard selects its row', async () => {
    fireEvent.keyDown(screen.getByRole('combobox', { name: /search/i }), { key: 'ArrowDown' })
    await rest()
    expect(asked()).toEqual(['grafana:'])
  })

  test.each(['shop/db', 'shop/dns'])('that cannot be opened is not asked: %s', async (key) => {
    pointAt(key)
    await rest()
    expect(asked()).toEqual([])
  })

  test('stays known when nobody looks any more, until its row changes', async () => {
    pointAt('monitoring/grafana')
    await rest()
    leave('monitoring/grafana')
    expect(screen.queryByTitle('HTTP · Grafana')).not.toBeNull()
    act(() => arrive(app, [{ ...grafana, ready: 0 }, ...rows.slice(1)]))
    expect(screen.queryByTitle('HTTP · Grafana')).toBeNull()
  })

  test('is asked again when its row changes while somebody looks', async () => {
    pointAt('monitoring/grafana')
    await rest()
    answer = { speaks: 'unreachable', failure: failure('no-endpoints') }
    act(() => arrive(app, [{ ...grafana, ready: 0 }, ...rows.slice(1)]))
    await rest()
    expect(asked()).toHaveLength(2)
    expect(line('monitoring/grafana').textContent).toContain('Nothing is ready to answer')
  })

  test('that main cannot ask stays unknown without a word', async () => {
    bridge.answers['service.probe'] = () => ({ ok: false, ...failure('internal') })
    pointAt('monitoring/grafana')
    await rest()
    expect(document.querySelector('[data-speaks]')).toBeNull()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test.each<[Probe, boolean]>([
    [page, true],
    [{ speaks: 'websocket' }, true],
    [{ speaks: 'unreachable', failure: failure('service-unreachable') }, true],
    [{ speaks: 'tcp' }, false],
    [{ speaks: 'grpc' }, false],
  ])('is opened by the first button only if there may be a page, and else forwarded: %j', async (probe, opens) => {
    answer = probe
    pointAt('monitoring/grafana')
    expect(firstButton().textContent).toBe('Open')
    await rest()
    expect(firstButton().textContent).toBe(opens ? 'Open' : 'Forward')
  })
})

test('a database that does not answer is forwarded as before', async () => {
  answer = { speaks: 'unreachable', failure: failure('service-unreachable') }
  act(() => arrive(app, [{ ...grafana, ports: [samplePort('redis', 6379)] }, ...rows.slice(1)]))
  pointAt('monitoring/grafana')
  await rest()
  expect(line('monitoring/grafana').textContent).toContain('Does not answer')
  expect(firstButton().textContent).toBe('Forward')
})

test('one that is forwarded can be stopped where it was begun', async () => {
  answer = { speaks: 'tcp' }
  const running = sampleForward({ cluster: 'prod', service: 'redis', port: 'redis', localPort: 6379 })
  act(() => arrive({ ...app, forwards: [running] }, [sampleRow('shop/redis', { ports: [samplePort('redis', 6379)] })]))
  pointAt('shop/redis')
  await rest()
  const stop = screen.getByRole('button', { name: 'Stop 127.0.0.1:6379' })
  fireEvent.click(stop, { detail: 2 })
  expect(bridge.inputs('forward.stop')).toEqual([])
  fireEvent.click(stop, { detail: 1 })
  await rest()
  expect(bridge.inputs('forward.stop')).toEqual([{ id: running.id }])
})

test('the menu of a Service’s ports asks each of them that can be asked', async () => {
  bridge.answers['service.probe'] = ({ port }) => ok(port === 'grpc' ? { speaks: 'grpc' } : page)
  pointAt('shop/web')
  const more = line('shop/web').querySelector('[aria-label="Ports of web, 2 more"]')
  if (more) fireEvent.click(more)
  await rest()
  expect(asked().sort()).toEqual(['web:', 'web:grpc', 'web:http'])
  expect(screen.getByRole('menuitem', { name: /9000/ }).textContent).toContain('gRPC, not a web page')
})

describe('what a port answered', () => {
  const web = { speaks: 'https', status: 200, title: null, favicon: null } as const
  test.each<[Probe, string]>([
    [{ ...web, title: 'Argo CD' }, 'Argo CD'],
    [web, 'HTTPS'],
    [{ ...web, status: 404 }, 'HTTPS · 404'],
    [{ ...web, status: 302 }, 'HTTPS'],
    [{ ...web, status: null }, 'HTTPS'],
    [{ speaks: 'tcp' }, 'TCP, not HTTP'],
    [{ speaks: 'unreachable', failure: failure('service-unreachable', 'dial tcp') }, 'Does not answer'],
    [{ speaks: 'unreachable', failure: failure('connection-refused') }, 'connection refused'],
  ])('%j is said as %s', (probe, words) => {
    expect(probeWords(probe)).toBe(words)
  })

  test('a title that is the name beside it is not said again', () => {
    const probe: Probe = { ...web, title: 'Grafana' }
    expect([probeWords(probe, 'grafana'), probeWords(probe, 'web')]).toEqual(['HTTPS', 'Grafana'])
  })

  test('names to who wants to know what the words leave out, and repeats nothing', () => {
    expect(probeDetail({ ...web, title: 'Argo CD' })).toBe('HTTPS · Argo CD')
    expect([probeDetail(web), probeDetail({ speaks: 'tcp' })]).toEqual([undefined, undefined])
    const probe: Probe = { speaks: 'unreachable', failure: failure('service-unreachable', 'dial tcp: refused') }
    expect(probeDetail(probe)).toBe('The API server cannot reach the Service: dial tcp: refused')
  })
})
