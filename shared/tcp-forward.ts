import { z } from 'zod'

/** A local port that leads to a Service's port, as it is now. */
export const tcpForwardSchema = z.object({
  id: z.number().int(),
  cluster: z.string(),
  namespace: z.string(),
  service: z.string(),
  /** The Service's port: its name, or its number where it has none. */
  port: z.string(),
  /** The port of 127.0.0.1. */
  localPort: z.number().int(),
  /** When it began, in ms since 1970. */
  started: z.number(),
  /** Connections open now. */
  open: z.number().int(),
  /** Connections so far. */
  total: z.number().int(),
  /** Bytes from the Service. */
  bytesIn: z.number(),
  /** Bytes to the Service. */
  bytesOut: z.number(),
  /** Why the last connection that failed did; null while none has. */
  failure: z.string().nullable(),
})
export type TcpForwardState = z.infer<typeof tcpForwardSchema>
