import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Health } from '../../shared/service.ts'
import { PinHealth, type PinState, settleTime } from './pin-health.ts'

const pin = { cluster: 'prod', namespace: 'monitoring', name: 'grafana', port: '' }
const id = 'prod monitoring/grafana'
const connected: PinState['clusters'][number] = {
  id: 'prod',
  contexts: [{ context: 'prod', namespace: '' }],
  state: { phase: 'connected', since: 0 },
}
const lost: typeof connected = { ...connected, state: { phase: 'disconnected', since: 0, failure: null } }
let told: string[]
let watch: PinHealth

/** How it stands now, for longer than a rollout takes unless said otherwise; undefined: the Service is gone. */
function stands(health: Health | undefined, ms = settleTime, cluster = connected): void {
  watch.look([pin], { clusters: [cluster], health: health === undefined ? {} : { [id]: health } })
  vi.advanceTimersByTime(ms)
}

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  watch = new PinHealth(({ dashboard, turn }) => told.push(`${dashboard.name} ${turn}`))
})
afterEach(() => vi.useRealTimers())

describe('what is told of a pinned dashboard', () => {
  it.each<[string, (Health | undefined)[], string[]]>([
    ['that goes down and comes back', ['ready', 'down', 'ready'], ['grafana down', 'grafana back']],
    ['whose last endpoint goes', ['partial', 'none'], ['grafana down']],
    ['whose Service is removed', ['ready', undefined], ['grafana down']],
    ['that is down when its cluster comes', ['down', 'ready'], []],
    ['that stays as it is', ['ready', 'partial', 'ready'], []],
    ['whose endpoints may not be seen', ['unknown', 'unknown'], []],
    ['that is not there when its cluster comes', [undefined, 'ready'], []],
  ])('%s', (_name, course, expected) => {
    for (const health of course) stands(health)
    expect(told).toEqual(expected)
  })

  it('is nothing where it turns back in time, nor as often as it flaps', () => {
    stands('ready')
    for (let times = 0; times < 5; times++) {
      stands('down', settleTime - 1)
      stands('ready', settleTime - 1)
    }
    expect(told).toEqual([])
  })

  it('is nothing of a cluster that is lost, and it begins anew when that is back', () => {
    stands('ready')
    stands('ready', settleTime, lost)
    stands('down')
    expect(told).toEqual([])
  })

  it('is nothing once nobody wants to hear, or it is unpinned', () => {
    stands('ready')
    stands('down', 1)
    watch.forget()
    vi.advanceTimersByTime(settleTime)
    stands('ready')
    stands('down', 1)
    watch.look([], { clusters: [connected], health: { [id]: 'down' } })
    vi.advanceTimersByTime(settleTime)
    expect(told).toEqual([])
  })
})
