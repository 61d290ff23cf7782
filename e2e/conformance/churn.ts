import type { ApiClient } from '../cluster/api-client.ts'

/** So many Services stay while new ones come. */
const population = 40
/** Requests under way at once; a server that is gone must not pile up more. */
const mostUnderWay = 16

/** A namespace whose Services come, change and go all the time. */
export interface Churn {
  /** How many writes the API server has confirmed. */
  readonly confirmed: () => number
  /** Resolves when so many more writes are confirmed. */
  more(writes: number): Promise<void>
  /** Stops writing; resolves when nothing is under way any more. */
  pause(): Promise<void>
  resume(): void
}

/** Writes `perSecond` times a second: creates, changes and deletes in turn. What fails, since the server is gone, is left. */
export function startChurn(api: ApiClient, services: string, perSecond: number): Churn {
  const live: string[] = []
  const underWay = new Set<Promise<void>>()
  const waiting = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let turn = 0
  let confirmed = 0
  const write = async (ask: () => Promise<unknown>): Promise<void> => {
    try {
      await ask()
      confirmed++
    } catch {
      // Refused, reset, or not ready yet: whether it was done, kubectl says later.
    }
    for (const look of waiting) look()
  }
  const next = (): (() => Promise<unknown>) => {
    turn++
    if (turn % 3 === 1) {
      const name = `churn-${turn}`
      live.push(name)
      const spec = { clusterIP: 'None', ports: [{ port: 80 }] }
      return () => api.expect('POST', services, { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec })
    }
    if (turn % 3 === 0 && live.length > population) {
      const name = live.shift() ?? ''
      return () => api.expect('DELETE', `${services}/${name}`)
    }
    const name = live[turn % live.length] ?? ''
    return () => api.expect('PATCH', `${services}/${name}`, { spec: { ports: [{ port: 80 + (turn % 1000) }] } })
  }
  const tick = (): void => {
    if (underWay.size >= mostUnderWay) return
    const one = write(next()).finally(() => underWay.delete(one))
    underWay.add(one)
  }
  const resume = (): void => {
    timer ??= setInterval(tick, 1000 / perSecond)
  }
  resume()
  return {
    confirmed: () => confirmed,
    more(writes) {
      const goal = confirmed + writes
      return new Promise((resolve) => {
        const look = (): void => {
          if (confirmed < goal) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
      })
    },
    async pause() {
      clearInterval(timer)
      timer = undefined
      await Promise.all(underWay)
    },
    resume,
  }
}
