import { z } from 'zod'
import { failureSchema } from './failure.ts'

const milliseconds = z.number()

/**
 * Where a cluster stands. `connected` means that a list has arrived and a watch runs; `degraded` keeps the last list.
 * Times are milliseconds since the epoch.
 */
export const clusterStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle') }),
  z.object({
    phase: z.literal('connecting'),
    since: milliseconds,
    /** What is being waited for. */
    step: z.enum(['credentials', 'version', 'services']),
    /** Services received so far, and about how many there are; null before the first page. */
    received: z.number().int(),
    about: z.number().int().nullable(),
    /** Why the last try failed, and when the next one starts; both null on a first try. */
    failure: z.nullable(failureSchema),
    retryAt: milliseconds.nullable(),
  }),
  z.object({ phase: z.literal('connected'), since: milliseconds }),
  z.object({
    phase: z.literal('degraded'),
    since: milliseconds,
    failure: failureSchema,
    /** Null while a try is under way. */
    retryAt: milliseconds.nullable(),
  }),
  z.object({
    phase: z.literal('disconnected'),
    since: milliseconds,
    /** Why nothing is tried any more, e.g. an incomplete context; null when the user disconnected. */
    failure: z.nullable(failureSchema),
  }),
])
export type ClusterState = z.infer<typeof clusterStateSchema>
export type ClusterPhase = ClusterState['phase']
