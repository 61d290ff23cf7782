import { z } from 'zod'
import { failureSchema } from './failure.ts'

/** What the wall shows of a dashboard. */
export const wallLookSchema = z.object({
  /** As a data: URL: now where it can be seen, else when it was last; null when it never was. */
  picture: z.string().nullable(),
  /** Porthole's own page stands there now, which is no picture of the dashboard; null for a page of the Service. */
  failure: failureSchema.shape.code.nullable(),
})
export type WallLook = z.infer<typeof wallLookSchema>
