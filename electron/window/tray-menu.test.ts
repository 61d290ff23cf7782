import { expect, it } from 'vitest'
import type { Health } from '../../shared/service.ts'
import { trayItems, type TrayState } from './tray-menu.ts'

const pin = (cluster: string, name = 'grafana', port = '') => ({ cluster, namespace: 'monitoring', name, port })
const off = { phase: 'idle' } as const
type Cluster = TrayState['clusters'][number]
const cluster = (id: string, more: Partial<Cluster> = {}): Cluster => ({
  id,
  name: id,
  contexts: [{ context: id, namespace: '' }],
  state: { phase: 'connected', since: 0 },
  ...more,
})
const labels = (pins: ReturnType<typeof pin>[], state: TrayState): string[] =>
  trayItems(pins, state).map(({ label }) => label)

it.each<[Health | undefined, string]>([
  ['ready', '● grafana — ready'],
  ['partial', '◐ grafana — partly ready'],
  ['down', '○ grafana — not ready'],
  ['none', '○ grafana — no endpoints'],
  ['unknown', '◌ grafana'],
  [undefined, '○ grafana — not there'],
])('shows %s as %s', (health, expected) => {
  const state = { clusters: [cluster('prod')], health: health ? { 'prod monitoring/grafana': health } : {} }
  expect(labels([pin('prod')], state)).toEqual([expected])
})

it('names the cluster where there are several, and says why it knows nothing', () => {
  const clusters = [cluster('prod', { name: 'Shop', state: off }), cluster('dev', { state: off })]
  expect(labels([pin('prod', 'a'), pin('dev', 'b', '3000'), pin('gone', 'c&d')], { clusters, health: {} })).toEqual([
    '◌ a · Shop — not connected',
    '◌ b:3000 · dev — not connected',
    '◌ c&&d · gone — not in the kubeconfig',
  ])
})

it('names the namespace of two that are called the same', () => {
  const pins = [pin('prod'), { ...pin('prod'), namespace: 'shop' }, pin('prod', 'pulse')]
  expect(labels(pins, { clusters: [cluster('prod', { state: off })], health: {} })).toEqual([
    '◌ grafana · monitoring — not connected',
    '◌ grafana · shop — not connected',
    '◌ pulse — not connected',
  ])
})
