/** The Debian packages whose libraries an Electron window loads, and a font, without which it draws no letter. */
export const windowPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libx11-xcb1',
  'fonts-dejavu-core',
] as const

/** What a display in memory needs. */
export const virtualDisplayPackages = ['xvfb', 'xauth'] as const

/** Packages that Debian 13 and Ubuntu 24.04 renamed when time_t went to 64 bits. */
const renamed: ReadonlySet<string> = new Set(['libgtk-3-0', 'libasound2', 'libatk-bridge2.0-0'])

/** The names that a package may have, the newest first. */
export function candidateNames(name: string): readonly string[] {
  return renamed.has(name) ? [`${name}t64`, name] : [name]
}

/** The first name of each package that apt can install. Falls back on the old name, which apt's own message then names. */
export function chooseNames(packages: readonly string[], installable: ReadonlySet<string>): readonly string[] {
  return packages.map((name) => candidateNames(name).find((candidate) => installable.has(candidate)) ?? name)
}

/** The packages for which the output of `apt-cache policy` names a version that can be installed. */
export function parseInstallable(policy: string): ReadonlySet<string> {
  const found = new Set<string>()
  let name = ''
  for (const line of policy.split('\n')) {
    const heading = /^(\S+):$/.exec(line)
    if (heading) name = heading[1] ?? ''
    else if (/^\s+Candidate: (?!\(none\))/.test(line)) found.add(name)
  }
  return found
}

/** The libraries that `ldd` could not find, each once. */
export function parseMissingLibraries(ldd: string): readonly string[] {
  const names = [...ldd.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '')
  return [...new Set(names)]
}

/** What Chromium opens by name while it starts, and ends without: `ldd` knows nothing of it. */
const openedByName = ['libX11-xcb.so.1']

/** Those of them that `ldconfig -p` does not list. Where it says nothing at all, nothing can be said. */
export function missingByName(ldconfig: string): readonly string[] {
  return ldconfig === '' ? [] : openedByName.filter((name) => !ldconfig.includes(name))
}

/** The line to paste where we may not install anything ourselves. */
export function aptLine(names: readonly string[]): string {
  return `sudo apt-get install -y ${names.join(' ')}`
}
