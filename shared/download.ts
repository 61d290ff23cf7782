import { z } from 'zod'

/** A file that a page has sent, from the moment that its place was chosen. */
export const downloadSchema = z.object({
  id: z.number().int(),
  /** The name of the file as it was saved. */
  name: z.string(),
  /** Where it lies, `~` for the home folder. */
  folder: z.string(),
  /** The Service that it comes from. */
  service: z.string(),
  /** Bytes. */
  received: z.number(),
  /** Bytes; 0 when the Service does not say. */
  total: z.number(),
  state: z.enum(['progressing', 'completed', 'cancelled', 'interrupted']),
})
export type Download = z.infer<typeof downloadSchema>

/** What can be done with one: end it, show it in its folder, take it off the list. */
export const downloadActionSchema = z.enum(['cancel', 'show', 'forget'])
export type DownloadAction = z.infer<typeof downloadActionSchema>
