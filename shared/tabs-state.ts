import { z } from 'zod'
import { pageQuestionSchema } from './page-question.ts'
import { failureSchema } from './failure.ts'
import { clusterIdSchema } from './service-ref.ts'

export const tabIdSchema = z.number().int().nonnegative()

export const tabSchema = z.object({
  id: tabIdSchema,
  cluster: clusterIdSchema,
  namespace: z.string(),
  service: z.string(),
  /** The port's name or number as in the origin; empty for the preferred one. */
  port: z.string(),
  /** The Service's origin: its pages stay on it, whatever `url` is. */
  origin: z.string(),
  /** The tab whose page opened this one as a window; such a tab is not *the* tab of its Service, and ends with the app. */
  opener: tabIdSchema.nullable(),
  /** The page's title; the Service's name until it has one. */
  title: z.string(),
  /** The favicon as a data: URL; null when the page has none. */
  favicon: z.string().nullable(),
  /** The address on show. */
  url: z.string(),
  loading: z.boolean(),
  canGoBack: z.boolean(),
  canGoForward: z.boolean(),
  /** Why there is no page: the renderer of the page crashed, or nothing could be loaded. */
  problem: z.string().nullable(),
  /** The page is Porthole's own, which says why there is none of the Service's; null when it is the Service's. */
  failure: failureSchema.shape.code.nullable(),
  /** The port of this computer that the page asks for in vain: it may be the Service's own, not forwarded to there. */
  askedPort: z.number().int().nullable(),
  /** A WebSocket of the page was turned away, over the service proxy, which drops its query: what is live may stand still. */
  socketLost: z.boolean(),
  /** The page has not answered its user for some seconds; it may yet. */
  stuck: z.boolean(),
  /** In per cent. */
  zoom: z.number(),
  /** How many places *find in page* has found, and which of them is shown; null while nothing is looked for. */
  found: z.object({ current: z.number(), total: z.number() }).nullable(),
  question: pageQuestionSchema.nullable(),
  /** Permissions of the Service's pages have been decided, and can be asked again. */
  decided: z.boolean(),
})
export type Tab = z.infer<typeof tabSchema>

export const tabsStateSchema = z.object({
  tabs: z.array(tabSchema),
  /** The tab on show; null shows the Services. */
  active: tabIdSchema.nullable(),
  /** Two tabs that stand side by side in the strip, and on show while one of them is active. */
  split: z.object({ left: tabIdSchema, right: tabIdSchema }).nullable(),
})
export type TabsState = z.infer<typeof tabsStateSchema>
