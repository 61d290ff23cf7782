import type { ClusterColor } from './cluster-look.ts'
import type { ClusterMode } from './cluster-mode.ts'
import type { ClusterState } from './cluster-state.ts'
import type { MissedPort } from './connections.ts'
import type { Failure } from './failure.ts'
import type { NamespaceState } from './namespaces.ts'
import type { Health } from './service.ts'
import type { TcpForwardState } from './tcp-forward.ts'

export interface ClusterSummary {
  /** See `clusterLabel`. */
  id: string
  /** The context's name as the kubeconfig has it. */
  context: string
  /** The name on screen: the user's own, else the context's, short where a cloud's tool made it. */
  name: string
  /** The colour that the user chose; null leaves it to Porthole. */
  color: ClusterColor | null
  /** Its name looks like production, and no colour was chosen for it. */
  warn: boolean
  /** Every context that leads to this server as this user, `context` first, each with its default namespace or ''. */
  contexts: { context: string; namespace: string }[]
  /** The API server's URL; empty when the context has no cluster. */
  server: string
  /** The context's default namespace; empty when it names none. */
  namespace: string
  /** `gitVersion` of /version; null before it is known. */
  version: string | null
  source: 'kubeconfig' | 'demo'
  state: ClusterState
  /** What its sign-in command says to a person while it waits, in whichever phase; empty where it says nothing. */
  asks: string
  /** How many Services the list holds; null before there is one. */
  services: number | null
  /** Where its classic URLs are served, e.g. `http://127.0.0.1:8001`; null before it was connected. */
  classic: string | null
  mode: ClusterMode
  /** How each namespace stands where the user may not list Services in all of them; null where they may. */
  namespaces: NamespaceState[] | null
}

export interface AppState {
  clusters: ClusterSummary[]
  /** The cluster whose Services are on screen; null when there is none to show. */
  active: string | null
  /** The listener's address, e.g. `127.0.0.1:8001`; null while it starts. */
  address: string | null
  /** Why that is not the port that was wished; null when it is. */
  missedPort: MissedPort | null
  kubeconfig: {
    /** The files that were looked for, in order. */
    files: string[]
    /** How many of them exist. */
    found: number
    /** Why the files could not be used. The contexts of the last good state stay. */
    failure: Failure | null
  }
  forwards: TcpForwardState[]
  /** How pinned and recent dashboards of connected clusters stand, by `serviceId`. */
  health: Record<string, Health>
  /** Why settings are not kept; null when they are. */
  settings: Failure | null
}
