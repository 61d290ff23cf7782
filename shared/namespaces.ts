import { z } from 'zod'
import { failureSchema } from './failure.ts'

/** Each namespace that is listed by itself costs two watches, and with them two connections. */
export const mostNamespaces = 50

/** A namespace's name: a DNS label (RFC 1123), as the API server wants it. */
const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

export const isNamespace = (name: string): boolean => dnsLabel.test(name)

export const namespaceSchema = z.string().regex(dnsLabel)

export const namespaceListSchema = z.array(namespaceSchema).max(mostNamespaces)

/** How the list of one namespace stands, where the user may not list the whole cluster. */
export const namespaceStateSchema = z.object({
  namespace: z.string(),
  phase: z.enum(['listing', 'listed', 'failed']),
  /** Why the last try failed. */
  failure: z.nullable(failureSchema),
})
export type NamespaceState = z.infer<typeof namespaceStateSchema>
