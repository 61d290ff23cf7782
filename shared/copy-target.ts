import { z } from 'zod'

/** One thing that *Copy URL* offers for a port of a Service. */
export const copyTargetSchema = z.object({
  kind: z.enum(['classic', 'origin', 'curl', 'link', 'kubectl', 'external']),
  /** What the menu says, e.g. `Proxy URL` or `Load balancer`. */
  label: z.string(),
  /** What is copied. */
  value: z.string(),
  /** Whom it is of use to, and for what. */
  note: z.string(),
})
export type CopyTarget = z.infer<typeof copyTargetSchema>
