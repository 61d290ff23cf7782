import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node'
import { z } from 'zod'

/** An object as the API sends it in JSON: client-node's types, with dates still strings. */
export type ApiObject<T> = Omit<T, 'metadata'> & { metadata: ApiMetadata }
export interface ApiMetadata {
  name: string
  namespace: string
  uid: string
  resourceVersion: string
  labels?: Record<string, string>
}
export type ApiService = ApiObject<V1Service>
export type ApiEndpointSlice = ApiObject<V1EndpointSlice>

/** Kubernetes has no longer names; numbers of versions are shorter still. */
const name = z.string().max(253)

/** Checks the envelope, which Porthole relies on; what is inside belongs to the API server's own schema. */
export const objectSchema = z.looseObject({
  metadata: z.looseObject({ name, namespace: name.optional(), uid: name.optional(), resourceVersion: name }),
})

export const watchEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ADDED', 'MODIFIED', 'DELETED']), object: objectSchema }),
  z.object({
    type: z.literal('BOOKMARK'),
    object: z.looseObject({ metadata: z.looseObject({ resourceVersion: name }) }),
  }),
  z.object({
    type: z.literal('ERROR'),
    object: z.looseObject({
      code: z.number().nullish(),
      message: z.string().nullish(),
      reason: z.string().nullish(),
    }),
  }),
])
export type WatchEvent = z.infer<typeof watchEventSchema>

export const versionSchema = z.looseObject({ gitVersion: name })
