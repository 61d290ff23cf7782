import { z } from 'zod'

/** One thing that *Copy URL* offers for a port of a Service. */
export const copyTargetSchema = z.object({
  kind: z.enum(['classic', 'origin', 'curl', 'external']),
  /** What the menu says, e.g. `Proxy URL` or `Load balancer`. */
  label: z.string(),
  /** What is copied. */
  value: z.string(),
})
export type CopyTarget = z.infer<typeof copyTargetSchema>
