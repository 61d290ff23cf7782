/** Everything that a release has, by the names that `npm run package -- NAME` takes. */
export const targets = ['dir', 'deb', 'AppImage', 'rpm', 'dmg', 'nsis', 'portable'] as const
export type Target = (typeof targets)[number]

export interface TargetFacts {
  readonly platform: string
  /** Whether electron-builder can fetch its tools: their release page answers. */
  readonly toolsReachable: boolean
  readonly hasDpkg: boolean
  /** The runtime is the one that releases take. */
  readonly releaseRuntime: boolean
  /** `repository` in package.json names a public home. */
  readonly hasHomepage: boolean
}

const systems: Readonly<Record<Target, string>> = {
  dir: '',
  deb: 'linux',
  AppImage: 'linux',
  rpm: 'linux',
  dmg: 'darwin',
  nsis: 'win32',
  portable: 'win32',
}
const systemNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

/** What keeps a target from being made here, in one phrase; undefined when nothing does. */
export function lackOf(target: Target, facts: TargetFacts): string | undefined {
  const system = systems[target]
  if (system !== '' && system !== facts.platform) return `it is made on ${systemNames[system] ?? system}`
  if (target === 'dir') return undefined
  // Our own way needs nothing but Debian's own tool.
  if (target === 'deb') return facts.hasDpkg ? undefined : 'dpkg-deb is missing; install the package dpkg'
  if (target === 'rpm' && !facts.hasHomepage) return 'it needs a homepage: `repository` in package.json'
  if (!facts.toolsReachable)
    return 'electron-builder’s tools for it cannot be fetched: their release page does not answer'
  return facts.releaseRuntime ? undefined : 'the runtime here is for development and tests, never for a release'
}

export type TargetSelection =
  | { readonly ok: true; readonly targets: readonly Target[] }
  | { readonly ok: false; readonly message: string }

/** The targets with these names; all of them when none is named. The folder is always made: the others are made of it. */
export function selectTargets(names: readonly string[]): TargetSelection {
  const unknown = names.filter((name) => !targets.some((target) => target === name))
  if (unknown.length > 0) {
    return { ok: false, message: `There is no target ${unknown.join(', ')}; the targets are ${targets.join(', ')}.` }
  }
  const wanted = (target: Target): boolean => names.length === 0 || target === 'dir' || names.includes(target)
  return { ok: true, targets: targets.filter(wanted) }
}
