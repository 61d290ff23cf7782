import { z } from 'zod'

/** The port that was wished for the main listener and could not be had. */
export const missedPortSchema = z.object({
  port: z.number().int(),
  cause: z.enum(['taken', 'forbidden']),
  /** Which program has it, e.g. `kubectl proxy (process 812)`; empty where that cannot be known. */
  program: z.string(),
})
export type MissedPort = z.infer<typeof missedPortSchema>

/** Where Porthole listens, and what is open there now. Forwarded ports are in the app's state. */
export const connectionsSchema = z.object({
  listeners: z.array(
    z.object({
      /** `127.0.0.1:8001`. */
      address: z.string(),
      /** The cluster whose classic URLs are served there; origins of all are. */
      cluster: z.string(),
      /** The one that URLs are copied with. */
      main: z.boolean(),
      /** Connections of browsers and programs, idle ones too. */
      clients: z.number().int(),
    }),
  ),
  clusters: z.array(
    z.object({
      cluster: z.string(),
      /** Requests and WebSockets that are open. */
      open: z.number().int(),
      /** Tunnels through pods/portforward. */
      tunnels: z.number().int(),
    }),
  ),
})
export type Connections = z.infer<typeof connectionsSchema>
