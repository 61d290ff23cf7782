import { EventEmitter } from 'node:events'
import { mostShown, type TrafficChange, type TrafficRow, type TrafficSnapshot } from '../../../shared/traffic.ts'
import type { TrafficEntry } from '../../proxy/traffic/traffic-entry.ts'
import type { TrafficLog } from '../../proxy/traffic/traffic-log.ts'
import { isBehind, trafficRow } from './traffic-row.ts'

/** How often changes are told, in ms. */
const every = 250

/**
 * Tells what changes in the traffic, as JSON, while somebody looks: a few times a second it compares what is kept with
 * what was told. So the traffic itself costs the same whether somebody looks or not.
 */
export class TrafficFollower extends EventEmitter<{ changed: [string] }> {
  readonly #log: TrafficLog
  readonly #told = new Map<number, TrafficRow>()
  #service: string | null = null
  #sources = ''
  #follow = 0
  #timer: NodeJS.Timeout | undefined

  constructor(log: TrafficLog) {
    super()
    this.#log = log
  }

  /** Begins to look at a Service, or at all of them; what was looked at before is told no more. */
  follow(service: string | null): TrafficSnapshot {
    this.stop()
    this.#service = service
    this.#follow += 1
    this.#sources = ''
    const { upserts, sources = [] } = this.look()
    this.#timer = setInterval(() => this.#tell(), every)
    this.#timer.unref()
    return { follow: this.#follow, rows: upserts, sources }
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#told.clear()
  }

  /** What has changed since the last look. */
  look(): TrafficChange {
    const entries = this.#log.last(this.#service, mostShown)
    const upserts: TrafficRow[] = []
    const keys = this.#service === null ? this.#keys() : undefined
    for (const entry of entries) {
      const before = this.#told.get(entry.id)
      if (before && !isBehind(before, entry)) continue
      const row = trafficRow(keys?.get(entry) ?? this.#service ?? '', entry)
      this.#told.set(entry.id, row)
      upserts.push(row)
    }
    const gone = this.#told.size > entries.length ? this.#forget(new Set(entries.map(({ id }) => id))) : []
    return { follow: this.#follow, upserts, gone, ...this.#changedSources() }
  }

  #tell(): void {
    const change = this.look()
    if (change.upserts.length + change.gone.length === 0 && !change.sources) return
    this.emit('changed', JSON.stringify(change))
  }

  #forget(kept: ReadonlySet<number>): number[] {
    const gone = [...this.#told.keys()].filter((id) => !kept.has(id))
    for (const id of gone) this.#told.delete(id)
    return gone
  }

  #changedSources(): Pick<TrafficChange, 'sources'> {
    const sources = this.#log.sources()
    const text = JSON.stringify(sources)
    if (text === this.#sources) return {}
    this.#sources = text
    return { sources }
  }

  /** Which Service each entry belongs to, where all are looked at. */
  #keys(): Map<TrafficEntry, string> {
    const keys = new Map<TrafficEntry, string>()
    for (const { key } of this.#log.sources()) for (const entry of this.#log.last(key, mostShown)) keys.set(entry, key)
    return keys
  }
}
