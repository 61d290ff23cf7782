import { stat } from 'node:fs/promises'
import { listPackage, statFile } from '@electron/asar'

export interface Contents {
  /** Of the whole archive. */
  readonly bytes: number
  /** Path below `out/` → bytes. */
  readonly bundles: Readonly<Record<string, number>>
}

/** What must not be in a package: source maps, tests, sources, dependencies that are in the bundles already. */
const strangers = /\.map$|\.test\.|\.spec\.|\.tsx?$|(^|\/)(node_modules|e2e|testing|build)\//

/** The files of a list that have no business in a package. */
export function strangersIn(files: readonly string[]): readonly string[] {
  return files.filter((file) => strangers.test(file.replace(/^\//, '')))
}

/** Reads the archive's list. Throws when something is in it that has no business there. */
export async function checkContents(archive: string): Promise<Contents> {
  const all = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
  const found = strangersIn(all)
  if (found.length > 0) throw new Error(`The package has files that do not belong there: ${found.join(', ')}.`)
  const bundles: Record<string, number> = {}
  for (const file of all) {
    const entry = statFile(archive, file.slice(1))
    if (file.startsWith('/out/') && 'size' in entry) bundles[file.slice('/out/'.length)] = entry.size
  }
  return { bytes: (await stat(archive)).size, bundles }
}
