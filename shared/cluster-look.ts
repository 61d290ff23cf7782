import { z } from 'zod'

/** The hues that a cluster may wear; `none` wears none, also where its name would warn by itself. */
export const clusterColors = ['red', 'orange', 'green', 'teal', 'blue', 'violet', 'none'] as const
export const clusterColorSchema = z.enum(clusterColors)
export type ClusterColor = z.infer<typeof clusterColorSchema>

/** How a person wants a cluster to look; what is absent is Porthole's own choice. */
export const clusterLookSchema = z.object({
  /** Shown instead of the context's name, which stays what URLs are made of. */
  name: z.string().trim().min(1).max(100).optional(),
  color: z.optional(clusterColorSchema),
})
export type ClusterLook = z.infer<typeof clusterLookSchema>

const production = /^(prod|prd|production|live)\d*$/
const before = /^(non|no|not|pre|sub|post|fake|test)$/

/**
 * A context's name that looks like production: one of its words is `prod`, `prd`, `production` or `live`, and the word
 * before does not take it back (`pre-prod`, `non_prod`). A guess, for a warning that a person can turn off.
 */
export function looksLikeProduction(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
  return words.some((word, at) => production.test(word) && !before.test(words[at - 1] ?? ''))
}

/** The colour a cluster is marked with: the one that was chosen, else a warning one where its name looks like production. */
export function hueOf({ color, warn }: { color: ClusterColor | null; warn: boolean }): ClusterColor {
  return color ?? (warn ? 'red' : 'none')
}
