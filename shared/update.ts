import { z } from 'zod'
import { failureSchema } from './failure.ts'

const version = z.string()

/** How an update stands. Nothing is contacted in `idle`. */
export const updateStateSchema = z.discriminatedUnion('phase', [
  /** This build names no public home, so there is nobody to ask. */
  z.object({ phase: z.literal('no-feed') }),
  z.object({ phase: z.literal('idle') }),
  z.object({ phase: z.literal('checking') }),
  /** The feed has nothing newer; `offered` is what it has. */
  z.object({ phase: z.literal('current'), running: version, offered: version }),
  z.object({
    phase: z.literal('available'),
    version,
    /** Whether Porthole can replace itself; else a person gets the release from `page`, as they got this one. */
    here: z.boolean(),
    page: z.string(),
  }),
  z.object({ phase: z.literal('downloading'), version, percent: z.int() }),
  z.object({ phase: z.literal('ready'), version }),
  /** Nothing was changed. */
  z.object({ phase: z.literal('failed'), failure: failureSchema }),
])
export type UpdateState = z.infer<typeof updateStateSchema>

export const updateActionSchema = z.enum(['check', 'download', 'restart', 'open-page'])
export type UpdateAction = z.infer<typeof updateActionSchema>
