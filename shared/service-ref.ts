import { z } from 'zod'

/** A DNS label that stands for a context: see `clusterLabel`. */
export const clusterIdSchema = z.string().min(1).max(63)
const dnsName = z.string().min(1).max(253)

/** A port of a Service of a cluster; an empty port is the preferred one. */
export const serviceRefSchema = z.object({
  cluster: clusterIdSchema,
  namespace: dnsName,
  name: dnsName,
  port: z.string().max(63),
})
export type ServiceRef = z.infer<typeof serviceRefSchema>
