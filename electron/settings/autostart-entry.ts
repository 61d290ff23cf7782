import path from 'node:path'
import { codeOf, readText } from './load-settings.ts'
import { rm } from 'node:fs/promises'
import { writeAtomically } from './write-atomically.ts'

/** The key that tells our entry from one that the person has made by hand. */
const mark = 'X-Porthole-Setting=startAtLogin'

/** Where a desktop looks for what it starts at login (freedesktop.org, Desktop Application Autostart 0.5). */
export function autostartPath(home: string, config: string | undefined): string {
  const folder = config !== undefined && path.isAbsolute(config) ? config : path.join(home, '.config')
  return path.join(folder, 'autostart/porthole.desktop')
}

/** The entry that starts a program at login. */
export function autostartEntry(command: readonly string[]): string {
  return `[Desktop Entry]
Type=Application
Name=Porthole
Comment=Written by Porthole; its settings remove it
Exec=${command.map(quoted).join(' ')}
TryExec=${command[0] ?? ''}
Icon=porthole
Terminal=false
X-GNOME-Autostart-enabled=true
${mark}
`
}

/**
 * Makes the entry say what the setting says: written whole, or removed. One that the person has made stays as it is.
 * Throws what the disk says.
 */
export async function keepAutostart(file: string, wanted: boolean, command: readonly string[]): Promise<void> {
  const found = await readText(file)
  if (found.kind === 'unreadable') throw new Error(`${file} cannot be read (${found.code}).`)
  if (found.kind === 'text' && !found.text.split(/\r?\n/).includes(mark)) return
  const entry = autostartEntry(command)
  try {
    if (!wanted) await rm(file, { force: true })
    else if (found.kind === 'missing' || found.text !== entry) await writeAtomically(file, entry)
  } catch (error) {
    throw new Error(`${file} cannot be written (${codeOf(error)}).`, { cause: error })
  }
}

/** One argument of `Exec` (Desktop Entry 1.5): in double quotes, with a backslash escaped twice and no field codes. */
function quoted(argument: string): string {
  if (/^[\w@+./:=,-]+$/.test(argument)) return argument
  const inner = argument.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')
  return `"${inner.replaceAll('%', '%%')}"`
}
