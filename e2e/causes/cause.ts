import type { Server } from 'node:net'
import type { Transport } from '../../shared/profile.ts'
import type { Way } from './way.ts'

/** One reason why a web application may work directly and not through a proxy: a small server that has it, and its test. */
export interface Cause {
  /** The name of its port, at most 15 characters. */
  readonly name: string
  /** Where it is met. */
  readonly about: string
  readonly serve: () => Server
  /** Uses the application as its page would. What it returns must be the same on every way; see `Way.plain`. */
  readonly check: (way: Way) => Promise<unknown>
  readonly expected: unknown
  /** `appProtocol` of its port; without one it looks like plain HTTP. */
  readonly appProtocol?: 'https'
  /** Why it cannot work over a transport, where it cannot. */
  readonly limits?: Readonly<Partial<Record<Transport, string>>>
}

/** Keeps a cause's type while its file reads as a list. */
export function causes(...list: readonly Cause[]): readonly Cause[] {
  return list
}
