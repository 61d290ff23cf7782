import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { preferencesSchema } from './preferences.ts'

/** What a person is told once: that Porthole goes on in the tray; which keys are worth knowing. */
export const onceTold = ['tray', 'keys'] as const

/** What the settings page shows. */
export const settingsStateSchema = z.object({
  preferences: preferencesSchema,
  /** Where the settings are kept; null when they are not. */
  file: z.string().nullable(),
  /** Why the file is not what is in force, or not written; null when all is well. */
  problem: z.nullable(failureSchema),
  /** Why the system does not start Porthole at login as the settings want it; null when it does. */
  loginProblem: z.string().nullable(),
  /** What the person was told once. */
  told: z.array(z.enum(onceTold)),
  /** Of how many ports something is remembered, by the cluster's id. */
  remembered: z.record(z.string(), z.int()),
})
export type SettingsState = z.infer<typeof settingsStateSchema>

/** One entry that an import would change. */
export const importChangeSchema = z.object({
  /** Where it stands in the file, e.g. `clusters › prod › readOnly`. */
  entry: z.string(),
  /** As JSON; null where there is none. */
  before: z.string().nullable(),
  after: z.string(),
  /** It lets more through than before. */
  loosens: z.boolean(),
})
export type ImportChange = z.infer<typeof importChangeSchema>

/** What an import would do, before it does. */
export const importPreviewSchema = z.object({
  id: z.int(),
  file: z.string(),
  changes: z.array(importChangeSchema),
  /** Entries of the file that are of no use here: broken, or unknown to this version. */
  ignored: z.array(z.string()),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>
