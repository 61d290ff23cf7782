import { z } from 'zod'
import { clusterColorSchema } from './cluster-look.ts'
import { clusterModeSchema } from './cluster-mode.ts'
import { clusterStateSchema } from './cluster-state.ts'
import { missedPortSchema } from './connections.ts'
import { failureSchema } from './failure.ts'
import { namespaceStateSchema } from './namespaces.ts'
import { clusterIdSchema } from './service-ref.ts'
import { healthSchema } from './service.ts'
import { tcpForwardSchema } from './tcp-forward.ts'

export const clusterSummarySchema = z.object({
  id: clusterIdSchema,
  /** The context's name as the kubeconfig has it. */
  context: z.string(),
  /** The name on screen: the user's own, else the context's, short where a cloud's tool made it. */
  name: z.string(),
  /** The colour that the user chose; null leaves it to Porthole. */
  color: clusterColorSchema.nullable(),
  /** Its name looks like production, and no colour was chosen for it. */
  warn: z.boolean(),
  /** Every context that leads to this server as this user, `context` first, each with its default namespace or ''. */
  contexts: z.array(z.object({ context: z.string(), namespace: z.string() })),
  /** The API server's URL; empty when the context has no cluster. */
  server: z.string(),
  /** The context's default namespace; empty when it names none. */
  namespace: z.string(),
  /** `gitVersion` of /version; null before it is known. */
  version: z.string().nullable(),
  source: z.enum(['kubeconfig', 'demo']),
  state: clusterStateSchema,
  /** What its sign-in command says to a person while it waits, in whichever phase; empty where it says nothing. */
  asks: z.string(),
  /** How many Services the list holds; null before there is one. */
  services: z.number().int().nullable(),
  /** Where its classic URLs are served, e.g. `http://127.0.0.1:8001`; null before it was connected. */
  classic: z.string().nullable(),
  mode: clusterModeSchema,
  /** How each namespace stands where the user may not list Services in all of them; null where they may. */
  namespaces: z.array(namespaceStateSchema).nullable(),
})
export type ClusterSummary = z.infer<typeof clusterSummarySchema>

export const appStateSchema = z.object({
  clusters: z.array(clusterSummarySchema),
  /** The cluster whose Services are on screen; null when there is none to show. */
  active: clusterIdSchema.nullable(),
  /** The listener's address, e.g. `127.0.0.1:8001`; null while it starts. */
  address: z.string().nullable(),
  /** Why that is not the port that was wished; null when it is. */
  missedPort: missedPortSchema.nullable(),
  kubeconfig: z.object({
    /** The files that were looked for, in order. */
    files: z.array(z.string()),
    /** How many of them exist. */
    found: z.number().int(),
    /** Why the files could not be used. The contexts of the last good state stay. */
    failure: failureSchema.nullable(),
  }),
  forwards: z.array(tcpForwardSchema),
  /** How pinned and recent dashboards of connected clusters stand, by `serviceId`. */
  health: z.record(z.string(), healthSchema),
  /** Why settings are not kept; null when they are. */
  settings: failureSchema.nullable(),
})
export type AppState = z.infer<typeof appStateSchema>
