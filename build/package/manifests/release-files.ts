import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** What is known of a release before its files. */
export interface Release {
  readonly version: string
  /** Of the public home, where its files will be. */
  readonly homepage: string
  /** YYYY-MM-DD */
  readonly date: string
}

/** A file of a release, as a manifest names it. */
export interface ReleaseFile {
  readonly name: string
  readonly url: string
  /** Small hexadecimal digits. */
  readonly sha256: string
}

/** What a release has of the files that other programs install it from. */
export interface ReleaseFiles {
  readonly deb: ReleaseFile
  readonly dmg: ReleaseFile
  readonly nsis: ReleaseFile
}

const endings = { deb: /\.deb$/, dmg: /\.dmg$/, nsis: /(?<!-portable)\.exe$/ } as const

/** The names of those files in a list. Throws when one is missing, is there twice, or is of another version. */
export function namesOf(names: readonly string[], version: string): Readonly<Record<keyof ReleaseFiles, string>> {
  const one = (kind: keyof ReleaseFiles): string => {
    const found = names.filter((name) => endings[kind].test(name))
    const [name] = found
    if (name === undefined || found.length > 1)
      throw new Error(`A release has one ${kind}, not ${found.length === 0 ? 'none' : found.join(', ')}.`)
    if (!name.includes(version)) throw new Error(`${name} is not of version ${version}.`)
    return name
  }
  return { deb: one('deb'), dmg: one('dmg'), nsis: one('nsis') }
}

/** Reads the folder of a release: its files with their hashes, and the addresses that they will have. */
export async function releaseFiles(folder: string, { version, homepage }: Release): Promise<ReleaseFiles> {
  const names = namesOf(await readdir(folder), version)
  const file = async (name: string): Promise<ReleaseFile> => ({
    name,
    url: `${homepage}/releases/download/v${version}/${encodeURIComponent(name)}`,
    sha256: await hashOf(path.join(folder, name)),
  })
  return { deb: await file(names.deb), dmg: await file(names.dmg), nsis: await file(names.nsis) }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
