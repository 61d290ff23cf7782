import { z } from 'zod'
import { failureSchema } from './failure.ts'
import type { ServicePort } from './service.ts'

/** What a Service's port answered when it was asked as any program would ask it: `GET /`. */
export const probeSchema = z.discriminatedUnion('speaks', [
  z.object({
    speaks: z.enum(['http', 'https']),
    /** Of the last answer, after redirects on the port's own origin; null where what answered was not HTTP's own status. */
    status: z.number().int().nullable(),
    /** The page's title as plain text of one line; null when there is no page, or it has none. */
    title: z.string().nullable(),
    /** The page's icon as a data: URL; null when it has none that can be shown. */
    favicon: z.string().nullable(),
  }),
  z.object({
    /** `grpc` is whatever speaks HTTP/2 alone; `tcp` answered, but in a protocol of its own. */
    speaks: z.enum(['websocket', 'grpc', 'tcp']),
  }),
  z.object({
    /** Nothing is known of the protocol: the answer, if any, was not the port's own. */
    speaks: z.literal('unreachable'),
    failure: failureSchema,
  }),
])
export type Probe = z.infer<typeof probeSchema>

/** Whether the port's own declaration says HTTP/2, which Kubernetes' conventions and habit name so. */
export function declaresGrpc({ name, appProtocol }: Pick<ServicePort, 'name' | 'appProtocol'>): boolean {
  const protocol = appProtocol.toLowerCase()
  return /(^|-)grpc(-|$)/.test(name) || protocol.includes('grpc') || protocol === 'h2c' || protocol.endsWith('/h2c')
}

/** Whether a browser can show something of it; while nothing is known, it may. */
export function mayShowPage(probe: Probe | undefined): boolean {
  return probe?.speaks !== 'tcp' && probe?.speaks !== 'grpc'
}
