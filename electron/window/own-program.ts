/** What starts this program again: an AppImage and a portable one run from a place that is gone once they have ended. */
export function ownProgram(): string {
  const { APPIMAGE, PORTABLE_EXECUTABLE_FILE } = process.env
  return APPIMAGE ?? PORTABLE_EXECUTABLE_FILE ?? process.execPath
}
