import { z } from 'zod'

export const themes = ['system', 'light', 'dark'] as const

/** At most this many requests of a Service can be kept in memory. */
export const mostRequests = 2_000

/** What a person chooses; each has a default, so that an older file lacks nothing. */
export const preferencesSchema = z.object({
  theme: z.enum(themes).describe('How Porthole looks; `system` follows the computer.'),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .describe('The port that URLs begin with, from the next start; if it is taken, the next free one.'),
  readOnly: z.boolean().describe('Every cluster is read-only, whatever its own switch says.'),
  requestsKept: z
    .int()
    .min(0)
    .max(mostRequests)
    .describe('How many requests of each Service are kept, in memory only.'),
})
export type Preferences = z.infer<typeof preferencesSchema>

export const defaultPreferences: Preferences = { theme: 'system', port: 8001, readOnly: false, requestsKept: 200 }
