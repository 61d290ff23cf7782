/** How this Porthole came here, as far as an update is concerned; `package` is what its own tool, or a person, replaces. */
export type Installation = 'AppImage' | 'nsis' | 'mac' | 'package'

/**
 * @param env APPIMAGE is set by an AppImage's own runtime, PORTABLE_EXECUTABLE_FILE by the portable program's
 */
export function installationOf(platform: string, env: Readonly<Record<string, string | undefined>>): Installation {
  if (platform === 'darwin') return 'mac'
  if (platform === 'win32') return env['PORTABLE_EXECUTABLE_FILE'] === undefined ? 'nsis' : 'package'
  return env['APPIMAGE'] === undefined ? 'package' : 'AppImage'
}

/** What the name of the file ends with that replaces an installation. */
const endings: Readonly<Record<Exclude<Installation, 'package'>, RegExp>> = {
  AppImage: /\.AppImage$/,
  nsis: /(?<!-portable)\.exe$/,
  mac: /\.zip$/,
}

/** The file of a release that replaces this installation; undefined where it has none. */
export function fileFor<File extends { readonly url: string }>(
  files: readonly File[],
  installation: Installation,
): File | undefined {
  return installation === 'package' ? undefined : files.find(({ url }) => endings[installation].test(url))
}
