import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { transportSchema } from './profile.ts'

/** A Service whose traffic is looked at. */
export const trafficServiceSchema = z.object({
  cluster: z.string().min(1).max(63),
  namespace: z.string().min(1).max(253),
  name: z.string().min(1).max(253),
})
export type TrafficService = z.infer<typeof trafficServiceSchema>

/** What a Service's traffic is kept by: `CLUSTER/NAMESPACE/SERVICE`. */
export function trafficKey({ cluster, namespace, name }: TrafficService): string {
  return `${cluster}/${namespace}/${name}`
}

export function trafficServiceOf(key: string): TrafficService {
  const [cluster = '', namespace = '', name = ''] = key.split('/')
  return { cluster, namespace, name }
}

/** Of all Services together so many requests are shown, the last ones. */
export const mostShown = 2_000

/** One request in the list. It goes without headers: those of 2,000 would be megabytes. */
export interface TrafficRow {
  /** Counts up over all Services. */
  id: number
  /** See {@link trafficKey}. */
  service: string
  /** When it began, in ms since 1970. */
  started: number
  method: string
  /** Path and query, redacted. */
  path: string
  /** Null until an answer has come. */
  status: number | null
  /** The answer's media type, without parameters; empty where it told none. */
  type: string
  bytesIn: number
  bytesOut: number
  /** From the start to the head of the answer, in ms. */
  firstByteMs: number | null
  /** From the start to the end, in ms; null while it lasts. */
  totalMs: number | null
  failed: boolean
  websocket: boolean
}

/** The Services whose requests are kept, and how many of each. */
export interface TrafficSource {
  key: string
  requests: number
  /** Bodies are kept of it from now on. */
  bodies: boolean
}

/** What is kept, for whoever begins to look. Crosses IPC as JSON. */
export interface TrafficSnapshot {
  /** Which look this is: a change that names another one is not for it. */
  follow: number
  rows: TrafficRow[]
  sources: TrafficSource[]
}

/** What has changed since the last one: rows that are new or went on, by id, and ids that are kept no more. */
export interface TrafficChange {
  follow: number
  upserts: TrafficRow[]
  gone: number[]
  /** Absent while they are as they were. */
  sources?: TrafficSource[]
}

const headerSchema = z.object({ name: z.string(), value: z.string() })

/** At most this much is kept of one body, in bytes. */
export const bodyLimit = 64 * 1024
/** At most this much is kept of all bodies of a Service, in bytes; the oldest go. */
export const bodiesLimit = 4 * 1024 * 1024

export const trafficBodySchema = z.object({
  /** All that passed, in bytes, as it passed. */
  size: z.number().int(),
  /** More passed than is kept. */
  cut: z.boolean(),
  /** What is shown: text, the first bytes of what is none, or the reason why nothing is. */
  shown: z.discriminatedUnion('as', [
    z.object({ as: z.literal('text'), text: z.string() }),
    z.object({ as: z.literal('hex'), text: z.string() }),
    z.object({ as: z.literal('encoded'), encoding: z.string() }),
    z.object({ as: z.literal('dropped') }),
  ]),
})
export type TrafficBody = z.infer<typeof trafficBodySchema>

/** All that is known of one request. Headers are redacted; bodies are as they passed. */
export const trafficDetailsSchema = z.object({
  id: z.int(),
  service: z.string(),
  /** Where the client asked, with the path; redacted. */
  url: z.string(),
  transport: z.nullable(transportSchema),
  failure: z.nullable(failureSchema),
  requestHeaders: z.array(headerSchema),
  responseHeaders: z.array(headerSchema),
  /** Null where none was kept. */
  requestBody: z.nullable(trafficBodySchema),
  responseBody: z.nullable(trafficBodySchema),
})
export type TrafficDetails = z.infer<typeof trafficDetailsSchema>

/** What passes through Porthole now. */
export interface TrafficRates {
  /** Per second. */
  requests: number
  /** Per second, of bodies, both ways. */
  bytes: number
  /** In the last minute. */
  errors: number
}
