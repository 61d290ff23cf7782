import { z } from 'zod'
import { mostNamespaces, namespaceSchema } from './namespaces.ts'

export const updateChoices = ['off', 'stable', 'beta'] as const
export const themes = ['system', 'light', 'dark'] as const

/** At most this many requests of a Service can be kept in memory. */
export const mostRequests = 2_000

const mostPort = 65_535

/** The least and the most that a preference which is a number may be. */
export const ranges = { port: [1, mostPort], requestsKept: [0, mostRequests] } as const

/** What a person chooses; each has a default, so that an older file lacks nothing. */
export const preferencesSchema = z.object({
  theme: z.enum(themes).describe('How Porthole looks; `system` follows the computer.'),
  port: z
    .int()
    .min(1)
    .max(mostPort)
    .describe('The port that URLs begin with, from the next start; if it is taken, the next free one.'),
  readOnly: z.boolean().describe('Every cluster is read-only, whatever its own switch says.'),
  requestsKept: z
    .int()
    .min(0)
    .max(mostRequests)
    .describe('How many requests of each Service are kept, in memory only.'),
  startAtLogin: z.boolean().describe('Porthole starts when the person signs in to this computer.'),
  tray: z
    .boolean()
    .describe(
      'An icon with the pinned dashboards stands in the tray, and Porthole goes on serving without its window.',
    ),
  notifications: z
    .boolean()
    .describe('A notification tells when a pinned dashboard has no ready endpoint any more, and when it is back.'),
  defaultNamespaces: z
    .array(namespaceSchema)
    .max(mostNamespaces)
    .describe(
      'The namespaces that are listed where the user may not list all of them and neither they nor the context name any.',
    ),
  updates: z
    .enum(updateChoices)
    .describe(
      'Whether Porthole looks for a newer release by itself, once a day, and of which kind; `off` asks nobody.',
    ),
})
export type Preferences = z.infer<typeof preferencesSchema>

export const defaultPreferences: Preferences = {
  theme: 'system',
  port: 8001,
  readOnly: false,
  requestsKept: 200,
  startAtLogin: false,
  tray: false,
  notifications: false,
  defaultNamespaces: [],
  updates: 'off',
}
