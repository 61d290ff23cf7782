import { z } from 'zod'

/** What Porthole lets through to a cluster. */
export const clusterModeSchema = z.object({
  /** GET, HEAD and OPTIONS alone, and no upgrades. */
  readOnly: z.boolean(),
  /** Classic URLs reach the whole API, as with `kubectl proxy`, and not its Services alone. */
  wholeApi: z.boolean(),
})
export type ClusterMode = z.infer<typeof clusterModeSchema>

export const defaultMode: ClusterMode = { readOnly: false, wholeApi: false }
