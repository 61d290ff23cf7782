import type { Composition } from '../composition.ts'

/** What the app itself may weigh in a package, in bytes: everything but the runtime. */
export const ownPartLimit = 12_000_000

export interface Share {
  readonly module: string
  readonly bytes: number
}

/**
 * What each module weighs in the files that ship, the heaviest first. A minified file is shared out by what its modules
 * gave to it before minifying; a file without a known composition (a style sheet, an image) counts as itself.
 *
 * @param files path below `out/` → bytes
 * @param compositions bundle (`main`, `preload`, `renderer`) → what its files are made of
 */
export function sharesOf(
  files: Readonly<Record<string, number>>,
  compositions: Readonly<Record<string, Composition>>,
): readonly Share[] {
  const bytes = new Map<string, number>()
  const add = (module: string, count: number): void => void bytes.set(module, (bytes.get(module) ?? 0) + count)
  for (const [file, size] of Object.entries(files)) {
    const [bundle = '', ...rest] = file.split('/')
    const modules = Object.entries(compositions[bundle]?.[rest.join('/')] ?? {})
    const total = modules.reduce((sum, [, length]) => sum + length, 0)
    if (total === 0) add(file, size)
    else for (const [module, length] of modules) add(module, (size * length) / total)
  }
  return [...bytes]
    .map(([module, count]) => ({ module, bytes: Math.round(count) }))
    .sort((a, b) => b.bytes - a.bytes || (a.module < b.module ? -1 : 1))
}

/** The npm packages that are in the bundles, by name. Our own parts have a folder or an ending in their name. */
export function bundledPackages(compositions: Readonly<Record<string, Composition>>): readonly string[] {
  const own = /^(electron|renderer|shared|bundler|out|package\.json)(\/|$)/
  const modules = Object.values(compositions).flatMap((files) =>
    Object.values(files).flatMap((one) => Object.keys(one)),
  )
  return [...new Set(modules)].filter((name) => !own.test(name)).sort()
}

/** The shares as lines, those below a thousandth of the whole together. */
export function shareLines(shares: readonly Share[]): readonly string[] {
  const whole = shares.reduce((sum, { bytes }) => sum + bytes, 0)
  const large = shares.filter(({ bytes }) => bytes * 1000 >= whole)
  const rest = shares.slice(large.length)
  const small = rest.reduce((sum, { bytes }) => sum + bytes, 0)
  const all = rest.length === 0 ? large : [...large, { module: `${rest.length} smaller ones`, bytes: small }]
  return all.map(({ module, bytes }) => `${(bytes / 1000).toFixed(0).padStart(6)} kB  ${module}`)
}
