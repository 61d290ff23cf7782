import type { AppState } from '../../shared/app-state.ts'
import type { OriginTarget } from '../../shared/origin.ts'
import type { TrafficRates } from '../../shared/traffic.ts'
import type { PageMemory } from './page-memory.ts'
import type { CoreChannel, Implementation } from '../../shared/implementation.ts'

export type CoreChannels = Pick<Implementation, CoreChannel>

/** What the window needs of everything that is not a window: clusters, listener, settings. */
export interface Core {
  /** Implementation of all channels that the window does not answer by itself. */
  readonly channels: CoreChannels
  readonly pages: PageMemory
  /** Port of the one listener; rejects with a FailureError when none can be had. */
  listenerPort(): Promise<number>
  /** Where a URL leads by which a page of a Service names another one of its cluster; undefined where it names none. */
  named(from: Omit<OriginTarget, 'port'>, url: string): { target: OriginTarget; url: string } | undefined
  /** How everything stands. */
  state(): AppState
  /** Returns its own unsubscribe. */
  on(events: CoreEvents): () => void
  /** Tells the state anew: something that it is made of, and that the core does not hold, has changed. */
  refresh(): void
  close(): Promise<void>
}

export interface CoreEvents {
  appChanged: (state: AppState) => void
  /** An AppChange as JSON, once somebody follows. */
  appTold: (json: string) => void
  /** A ServicesPatch as JSON. */
  servicesPatch: (json: string) => void
  trafficRates: (rates: TrafficRates) => void
  /** A TrafficChange as JSON. */
  trafficChanged: (json: string) => void
  /** A Service lacks something that its transport keeps from it: its next page says what. */
  serviceBlocked: (service: { cluster: string; namespace: string; service: string }) => void
  /** A WebSocket of a Service was turned away for what its transport keeps from it. */
  socketLost: (service: { cluster: string; namespace: string; service: string }) => void
}
