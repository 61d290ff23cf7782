import { setTimeout as sleep } from 'node:timers/promises'
import { openCluster, startPorthole, until } from '../../e2e/support/open-cluster.ts'
import { type ManyContexts, startManyContexts } from '../../e2e/support/many-contexts.ts'
import { median, type Measurement } from './measurement.ts'

/** The Services of each live cluster, with `kubernetes`. */
const services = 201
/** Nobody clicks sooner, in ms; after its list, a cluster goes on to ask for endpoints and rights, which is not the next one's cost. */
const pause = 300

/** From a click on a cluster to its whole list: with its context alone, and among fifty of which ten cannot be reached. */
export const contexts: Measurement = {
  name: 'contexts',
  async run({ rounds, progress }) {
    const many = await startManyContexts()
    try {
      const rows: { alone: number; among: number; failing: number }[] = []
      // Before any is opened: what is being closed may still arrive.
      const untouched = await contactsAtStart(many)
      await opened(many.alone['live-0'] ?? '', ['live-0'], [])
      for (let round = 0; round < rounds; round++) {
        progress(`Contexts: round ${round + 1} of ${rounds}`)
        const alone: number[] = []
        for (const name of many.live) alone.push(...(await opened(many.alone[name] ?? '', [name], [])))
        const among = await opened(many.kubeconfig, many.live, [])
        const failing = await opened(many.kubeconfig, many.live, many.dead)
        for (const [at, ms] of alone.entries())
          rows.push({ alone: ms, among: among[at] ?? Number.NaN, failing: failing[at] ?? Number.NaN })
      }
      const middle = (of: (row: (typeof rows)[number]) => number): number[] => [median(rows.map(of))]
      return [
        {
          title: 'Opening a cluster of 201 Services, from the click to the whole list',
          columns: ['ms'],
          rows: [
            { subject: 'the only context', figures: middle(({ alone }) => alone) },
            { subject: 'each of 3 among 50', figures: middle(({ among }) => among) },
            { subject: 'each of 3 among 50, while 10 fail', figures: middle(({ failing }) => failing) },
            { subject: 'among 50 / alone', figures: middle(({ alone, among }) => among / alone) },
            { subject: 'among 50, while 10 fail / alone', figures: middle(({ alone, failing }) => failing / alone) },
            { subject: 'connections at start-up with 50 contexts', figures: [untouched] },
          ],
          notes: [
            `${rounds} rounds in turn after a warm-up, each click ${pause} ms after the list before; medians, ratios of each pair's own.`,
          ],
        },
      ]
    } finally {
      await many.close()
    }
  },
}

/** Milliseconds for each of `live`, one after another, while `dead` are asked for and fail. */
async function opened(kubeconfig: string, live: readonly string[], dead: readonly string[]): Promise<number[]> {
  const porthole = await startPorthole(kubeconfig)
  try {
    for (const name of dead) await porthole.connect(name)
    const failing = dead.filter((name) => !name.startsWith('black-holed'))
    await Promise.all(
      failing.map((name) => until(porthole.cluster(name), ({ state }) => 'failure' in state && state.failure !== null)),
    )
    const times: number[] = []
    for (const name of live) {
      await sleep(pause)
      times.push(await openCluster(porthole, name, services))
    }
    return times
  } finally {
    await porthole.close()
  }
}

/** How many connections a start with all contexts makes. */
async function contactsAtStart(many: ManyContexts): Promise<number> {
  const porthole = await startPorthole(many.kubeconfig)
  await porthole.close()
  return Object.values(many.connections()).reduce((total, count) => total + count, 0)
}
