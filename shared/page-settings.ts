import { z } from 'zod'
import { pagePermissionSchema } from './page-question.ts'

/** What is remembered of the pages of a Service. */
export const pageSettingsSchema = z.object({
  /** In per cent. */
  zoom: z.int().min(25).max(500).optional(),
  /** What its user has decided; what is absent is asked. */
  permissions: z.partialRecord(pagePermissionSchema, z.enum(['allow', 'block'])).optional(),
})
export type PageSettings = z.infer<typeof pageSettingsSchema>
