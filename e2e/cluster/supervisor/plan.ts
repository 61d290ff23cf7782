import type { Server } from 'node:net'
import type { Binaries } from '../binaries.ts'

/** Someone with a token. `system:masters` may do everything; whoever has no group may do what RBAC grants by name. */
export interface PlannedUser {
  readonly name: string
  readonly groups: readonly string[]
}

/** What the supervisor is told on its command line, as JSON. */
export interface Plan {
  readonly binaries: Binaries
  readonly users: readonly PlannedUser[]
  readonly contextName: string
  /** Start a kubelet, so that `pods/portforward` works. */
  readonly portForward: boolean
  readonly apiServerFlags: readonly string[]
}

/** From the supervisor to the process that owns the cluster, over Node's own channel. */
export type ToOwner =
  | { readonly kind: 'listener-wanted' }
  | { readonly kind: 'ready'; readonly directory: string }
  | { readonly kind: 'failed'; readonly message: string }

/** From the owner. A listener made outside the namespace comes along with `listener`. */
export type ToSupervisor = { readonly kind: 'listener'; readonly port: number } | { readonly kind: 'stop' }

/** A message with the handle that came along. */
export type FromOwner = (message: ToSupervisor, listener: Server | undefined) => void
