import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ServiceRow } from '../../shared/service.ts'
import { applyPatch } from '../../shared/services-patch.ts'
import { startChurn } from './churn.ts'
import { describeReal } from './describe-real.ts'
import { comparableRows, expectedRows } from './expected-rows.ts'
import { portholeCluster, until } from './porthole-cluster.ts'

/** How often the API server is killed: 20 for the record, fewer in every run. */
const rounds = Number(process.env['PORTHOLE_FAULT_ROUNDS'] ?? 3)
const eventsPerSecond = 50
/** How long (ms) the rows may differ from kubectl's when nothing is written any more. */
const patience = 60_000
const namespace = `faults-${randomBytes(4).toString('hex')}`
const services = `/api/v1/namespaces/${namespace}/services`

await describeReal('the list while the API server dies again and again', (cluster) => {
  test(`killed ${rounds} times during ${eventsPerSecond} events/s: the rows are what kubectl lists, every time`, {
    timeout: rounds * 120_000,
  }, async () => {
    await cluster.addNamespace(namespace)
    const porthole = await portholeCluster(cluster.kubeconfigPath)
    // What the screen would hold: it hears of nothing but patches.
    const screen = { cluster: porthole.id, sequence: 0, rows: new Map<string, ServiceRow>() }
    let gaps = 0
    porthole.on('patch', (patch) => {
      if (!applyPatch(screen, patch)) gaps++
    })
    porthole.connect()
    await until(porthole, ({ state }) => state.phase === 'connected')
    const churn = startChurn(cluster.api, services, eventsPerSecond)
    try {
      for (let round = 1; round <= rounds; round++) {
        await churn.more(2 * eventsPerSecond)
        await cluster.stopApiServer()
        await cluster.startApiServer()
        await churn.more(eventsPerSecond)
        await churn.pause()
        const names = await namesOfKubectl()
        const signal = AbortSignal.timeout(patience)
        await until(porthole, () => namesOf(porthole.store.snapshot().rows).join() === names.join(), signal)
        expect(namesOf(porthole.store.snapshot().rows), `after kill ${round}`).toEqual(names)
        expect(namesOf([...screen.rows.values()])).toEqual(names)
        const rows = await expectedRows(cluster)
        await until(porthole, () => isSame(comparableRows(porthole.store.snapshot().rows), rows), signal)
        expect(comparableRows(porthole.store.snapshot().rows), `after kill ${round}`).toEqual(rows)
        churn.resume()
      }
      await until(porthole, ({ state }) => state.phase === 'connected')
      expect(gaps).toBe(0)
      process.stdout.write(`${rounds} kills, ${churn.confirmed()} writes, no row too many or too few\n`)
    } finally {
      await churn.pause()
      porthole.disconnect()
      porthole.store.close()
      await cluster.startApiServer()
      await cluster.api.expect('DELETE', services)
    }
  })

  async function namesOfKubectl(): Promise<string[]> {
    const { code, stdout, stderr } = await cluster.kubectl(['get', 'svc', '-A', '-o', 'name'])
    expect(code, stderr).toBe(0)
    return stdout.trim().split('\n').sort()
  }
})

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** As `kubectl get svc -A -o name` has them, once for each row. */
function namesOf(rows: readonly ServiceRow[]): string[] {
  return rows.map(({ name }) => `service/${name}`).sort()
}
