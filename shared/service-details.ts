import { z } from 'zod'

/** An endpoint of a Service. */
export const endpointSchema = z.object({
  address: z.string(),
  ready: z.boolean(),
  /** The Pod behind it; empty when it is none. */
  pod: z.string(),
  node: z.string(),
})
export type Endpoint = z.infer<typeof endpointSchema>

/** A request of late, without headers. */
export const recentRequestSchema = z.object({
  id: z.number().int(),
  method: z.string(),
  path: z.string(),
  /** Null until an answer has come. */
  status: z.number().int().nullable(),
  /** Null while it lasts. */
  totalMs: z.number().nullable(),
  failure: z.string().nullable(),
})

/** What is known of one Service besides its row: asked of the API server now. */
export const serviceDetailsSchema = z.object({
  /** The object as `kubectl get -o yaml` prints it. */
  yaml: z.string(),
  labels: z.record(z.string(), z.string()),
  selector: z.record(z.string(), z.string()),
  /** Null when they may not be seen. */
  endpoints: z.array(endpointSchema).nullable(),
  /** What this user may do; null when the API server does not tell. */
  access: z.object({ portForward: z.boolean().nullable(), serviceProxy: z.boolean().nullable() }),
  /** The last one first. */
  requests: z.array(recentRequestSchema),
})
export type ServiceDetails = z.infer<typeof serviceDetailsSchema>
