import { access, constants, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'

export interface Search {
  platform: NodeJS.Platform
  /** PATH: folders between the platform's delimiters. */
  path: string
  /** Windows' list of suffixes that make a file a program. */
  suffixes?: string | undefined
}

/**
 * The file that a command names, as Go's `exec.LookPath` finds it; undefined where there is none. A name with a folder in it
 * is looked for there alone, and folders of PATH that are relative are passed over.
 */
export async function findCommand(command: string, { platform, path, suffixes }: Search): Promise<string | undefined> {
  const rules = platform === 'win32' ? win32 : posix
  const inFolder = platform === 'win32' ? /[\\/:]/.test(command) : command.includes('/')
  const places = inFolder
    ? [command]
    : path
        .split(rules.delimiter)
        .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
        .filter((folder) => rules.isAbsolute(folder))
        .map((folder) => rules.join(folder, command))
  for (const place of places) {
    for (const suffix of platform === 'win32' ? suffixesFor(command, suffixes) : ['']) {
      if (await isProgram(place + suffix)) return place + suffix
    }
  }
  return undefined
}

/** A command that has a suffix of the list is taken as it is first. */
function suffixesFor(command: string, list = '.COM;.EXE;.BAT;.CMD'): string[] {
  const suffixes = list.toLowerCase().split(';').filter(Boolean)
  const has = suffixes.some((suffix) => command.toLowerCase().endsWith(suffix))
  return has ? ['', ...suffixes] : suffixes
}

async function isProgram(file: string): Promise<boolean> {
  try {
    // Windows has no such right, and takes X for R.
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
