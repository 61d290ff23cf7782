/** Context names that tools make of where a cluster is, with the cluster's own name last. */
const made = [
  // `aws eks update-kubeconfig`
  /^arn:[\w-]+:eks:[\w-]+:\d*:cluster\/([^/]+)$/,
  // `gcloud container clusters get-credentials`
  /^gke_[a-z][a-z0-9:.-]*_[a-z0-9-]+_([a-z][a-z0-9-]*)$/,
]

/**
 * What contexts are called on screen: the cluster's own name where a cloud's tool made the name of the context, unless
 * another is called so too; names that people or other tools gave stay whole.
 */
export function shortNames(contexts: readonly string[]): ReadonlyMap<string, string> {
  const all = new Set(contexts)
  const counts = new Map<string, number>()
  for (const context of all) counts.set(ownName(context), (counts.get(ownName(context)) ?? 0) + 1)
  return new Map(
    Array.from(all, (context) => [context, counts.get(ownName(context)) === 1 ? ownName(context) : context]),
  )
}

function ownName(context: string): string {
  for (const pattern of made) {
    const [, name] = pattern.exec(context) ?? []
    if (name !== undefined) return name
  }
  return context
}
