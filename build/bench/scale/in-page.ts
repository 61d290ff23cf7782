// What runs in the app's page. Each function stands alone: it is sent there as text.
import type { ServiceRow } from '../../../shared/service.ts'
import type { ServicesPatch, ServicesSnapshot } from '../../../shared/services-patch.ts'

/** Times (ms since the page asked for a cluster) at which rows were painted. */
export interface Shown {
  readonly firstRows: number
  readonly allRows: number
}

/** What stays in the page between two questions. */
interface Bench {
  gaps: number[]
  lags: number[]
  stop: boolean
  rows: Map<string, ServiceRow>
  sequence: number
  missed: number
}

declare global {
  var bench: Bench
}

export function prepare(): void {
  globalThis.bench = { gaps: [], lags: [], stop: true, rows: new Map(), sequence: 0, missed: 0 }
}

/** Shows a cluster; resolves when `rows` of it are in the list. */
export function showCluster({ cluster, rows }: { cluster: string; rows: number }): Promise<Shown> {
  return new Promise((resolve) => {
    const began = performance.now()
    let firstRows: number | undefined
    const painted = (then: (at: number) => void): void => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => then(performance.now() - began)
        channel.port2.postMessage(null)
      })
    }
    const look = (): void => {
      if (!document.querySelector('[data-key^="scale-"]')) return
      if (firstRows === undefined) {
        firstRows = Number.NaN
        painted((at) => (firstRows = at))
      }
      if (Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) < rows) return
      observer.disconnect()
      painted((allRows) => resolve({ firstRows: firstRows ?? Number.NaN, allRows }))
    }
    const observer = new MutationObserver(look)
    const options = { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-rowcount'] }
    observer.observe(document.body, options)
    void window.porthole.invoke('cluster.show', { cluster })
  })
}

/** Notes the time between two frames, and how late a timer of 4 ms is, from now on; scrolls meanwhile, if so wanted. */
export function startFrames({ scroll }: { scroll: boolean }): void {
  const { bench } = globalThis
  bench.gaps = []
  bench.lags = []
  bench.stop = false
  const grid = document.querySelector('[role=grid]')
  let last: number | undefined
  let down = true
  const frame = (now: number): void => {
    if (last !== undefined) bench.gaps.push(now - last)
    last = now
    if (scroll && grid) {
      if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 40) down = false
      if (grid.scrollTop <= 0) down = true
      grid.scrollTop += down ? 60 : -60
    }
    if (!bench.stop) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  let due = performance.now() + 4
  const tick = (): void => {
    bench.lags.push(performance.now() - due)
    due = performance.now() + 4
    if (!bench.stop) setTimeout(tick, 4)
  }
  setTimeout(tick, 4)
}

export function stopFrames(): { gaps: number[]; lags: number[] } {
  const { bench } = globalThis
  bench.stop = true
  return { gaps: bench.gaps, lags: bench.lags }
}

/** Resolves with the moment (ms since the epoch) at which a row with this key and text was painted. */
export function rowPainted({ key, text }: { key: string; text: string }): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.getElementById(`service-${key}`)?.textContent.includes(text) !== true) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now())
        channel.port2.postMessage(null)
      })
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    look()
  })
}

/** Follows a cluster's patches as the list does, beside it. */
export async function startMirror({ cluster }: { cluster: string }): Promise<void> {
  const { bench } = globalThis
  const early: ServicesPatch[] = []
  let ready = false
  const apply = (patch: ServicesPatch): void => {
    if (patch.cluster !== cluster || patch.sequence <= bench.sequence) return
    if (patch.sequence !== bench.sequence + 1) bench.missed++
    for (const key of patch.deletes) bench.rows.delete(key)
    for (const row of patch.upserts) bench.rows.set(row.key, row)
    bench.sequence = patch.sequence
  }
  window.porthole.on('services.patch', (json) => {
    const patch = JSON.parse(json) as ServicesPatch
    if (ready) apply(patch)
    else early.push(patch)
  })
  const answer = await window.porthole.invoke('services.snapshot', { cluster })
  if (!answer.ok) throw new Error(answer.message)
  const { rows, sequence } = JSON.parse(answer.value) as ServicesSnapshot
  bench.rows = new Map(rows.map((row) => [row.key, row]))
  bench.sequence = sequence
  ready = true
  for (const patch of early) apply(patch)
}

/** The labels of all rows that the page was told of, by key; and how often a patch was missing. */
export function takeMirror(): { labels: Record<string, string>; missed: number } {
  const { bench } = globalThis
  return { labels: Object.fromEntries(Array.from(bench.rows, ([key, row]) => [key, row.labels])), missed: bench.missed }
}
