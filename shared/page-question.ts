import { z } from 'zod'

/** What a page may ask of this computer, if its user lets it. All else is refused without a word. */
export const pagePermissionSchema = z.enum(['notifications', 'geolocation', 'microphone', 'camera', 'clipboard-read'])
export type PagePermission = z.infer<typeof pagePermissionSchema>

const id = z.number().int().nonnegative()

/** What a page wants to know from its user; one at a time, on its own tab. */
export const pageQuestionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sign-in'),
    id,
    /** The application's own words for what is protected: not to be trusted. */
    realm: z.string(),
    /** The name and password before were refused. */
    again: z.boolean(),
  }),
  z.object({ kind: z.literal('permission'), id, permissions: z.array(pagePermissionSchema) }),
  /** The page leads to a web address that is not of this cluster. */
  z.object({ kind: z.literal('link'), id, url: z.string() }),
  /** `prompt()`: the page waits for a line of text. Message and proposal are its own words: not to be trusted. */
  z.object({ kind: z.literal('text'), id, message: z.string(), text: z.string() }),
  /** `alert()`, or `confirm()` where there is a choice: the page waits until it was read. Its own words, as above. */
  z.object({ kind: z.literal('message'), id, message: z.string(), choice: z.boolean() }),
  /** `beforeunload`: the page may have what is not saved. */
  z.object({ kind: z.literal('leave'), id }),
])
export type PageQuestion = z.infer<typeof pageQuestionSchema>

export const pageAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yes') }),
  z.object({ kind: z.literal('no') }),
  z.object({ kind: z.literal('text'), text: z.string().max(10_000) }),
  z.object({ kind: z.literal('sign-in'), name: z.string().max(1000), password: z.string().max(1000) }),
])
export type PageAnswer = z.infer<typeof pageAnswerSchema>
