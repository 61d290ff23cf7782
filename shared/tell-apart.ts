/** What a tab or a kept dashboard shows, and whose it is. */
export interface Named {
  /** What is read first: a page's title, or the Service's name. */
  name: string
  service: string
  namespace: string
  cluster: string
  port: string
}

const parts = ['service', 'namespace', 'cluster', 'port'] as const
export type Part = (typeof parts)[number]

/**
 * What has to stand beside each name so that no two look alike, as editors do with files of one name: nothing where the
 * name alone will do, else only those parts that differ. One Service in two places looks alike, whatever its pages are called.
 */
export function tellApart(all: readonly Named[]): readonly (readonly Part[])[] {
  return all.map((one) => {
    let alike = all.filter((other) => other !== one && isAlike(one, other))
    return parts.filter((part) => {
      const same = alike.filter((other) => other[part] === one[part])
      const tells = same.length < alike.length
      alike = same
      return tells
    })
  })
}

function isAlike(one: Named, other: Named): boolean {
  if (one.name === other.name) return true
  return one.service === other.service && (one.namespace !== other.namespace || one.cluster !== other.cluster)
}
