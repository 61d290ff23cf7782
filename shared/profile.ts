import { z } from 'zod'

/** How requests reach a Service: tunnels through `pods/portforward`, or the API server's own service proxy. */
export const transportSchema = z.enum(['port-forward', 'service-proxy'])
export type Transport = z.infer<typeof transportSchema>

/** The Host that the application sees: the one of its origin, or `localhost:PORT` where it refuses names it does not know. */
export const hostChoiceSchema = z.enum(['own', 'localhost'])
export type HostChoice = z.infer<typeof hostChoiceSchema>

const schemeSchema = z.enum(['http', 'https'])
/** What the application is told that the browser speaks, where it sends whoever speaks anything else away. */
const clientSchemeSchema = z.literal('https')

/** What was decided for a port of a Service, by experience or by the user; an absent axis is open. */
export const profileChoiceSchema = z.object({
  transport: z.optional(transportSchema),
  host: z.optional(hostChoiceSchema),
  scheme: z.optional(schemeSchema),
  clientScheme: z.optional(clientSchemeSchema),
})
export type ProfileChoice = z.infer<typeof profileChoiceSchema>

/** How a Service's port is reached now, and why so. */
export const profileSchema = z.object({
  transport: transportSchema,
  host: hostChoiceSchema,
  scheme: schemeSchema,
  clientScheme: z.optional(clientSchemeSchema),
  /** Sentences for a person, one for each axis that is not the first choice, and one for the transport always. */
  reasons: z.array(z.string()),
  /** The axes that the user has set. */
  set: profileChoiceSchema,
})
export type Profile = z.infer<typeof profileSchema>
