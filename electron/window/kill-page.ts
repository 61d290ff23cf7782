import type { WebContents } from 'electron'

/**
 * Ends a page's process at once. To have it crash Chromium asks the page itself, which may have no time for that, and leaves a
 * dump of it on the disk, of thousands of workers for minutes.
 */
export function killPage(contents: WebContents): void {
  const pid = contents.getOSProcessId()
  // None is 0, which would mean our own and all its children.
  if (pid <= 0) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
