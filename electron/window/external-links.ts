import { shell } from 'electron'
import { externalUrl } from './navigation.ts'

/** Opens a web address in the system's browser. Anything but http and https is dropped: it would start a program. */
export async function openOutside(url: string): Promise<void> {
  const safe = externalUrl(url)
  if (safe !== undefined) await shell.openExternal(safe)
}
