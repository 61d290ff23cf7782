import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { caskManifest } from './cask.ts'
import { flatpakManifests } from './flatpak.ts'
import { releaseFiles } from './release-files.ts'
import { wingetManifests } from './winget.ts'

/**
 * Writes what winget, Homebrew and flatpak install a release by, below `manifests/` in its folder. Returns their paths.
 *
 * @param folder the files of the release
 * @param time of its commit, seconds since the epoch
 */
export async function writeManifests(folder: string, version: string, time: number): Promise<readonly string[]> {
  const files = await releaseFiles(folder, version)
  const date = new Date(time * 1000).toISOString().slice(0, 10)
  const manifests = [
    ...wingetManifests(files, version, date),
    ...caskManifest(files, version),
    ...flatpakManifests(files, version, date),
  ]
  const written: string[] = []
  for (const [name, text] of manifests) {
    const file = path.join(folder, 'manifests', name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
    written.push(file)
  }
  return written
}
