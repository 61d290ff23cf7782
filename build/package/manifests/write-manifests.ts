import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { caskManifest } from './cask.ts'
import { flatpakManifests } from './flatpak.ts'
import { type Release, releaseFiles } from './release-files.ts'
import { wingetManifests } from './winget.ts'

/**
 * Writes what winget, Homebrew and flatpak install a release by, below `manifests/` in its folder. Returns their paths.
 *
 * @param folder the files of the release
 */
export async function writeManifests(folder: string, release: Release): Promise<readonly string[]> {
  const files = await releaseFiles(folder, release)
  const manifests = [
    ...wingetManifests(files, release),
    ...caskManifest(files, release),
    ...flatpakManifests(files, release),
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
