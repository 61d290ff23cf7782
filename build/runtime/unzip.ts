import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, open, type ZipFile } from 'yauzl'

/** Where an entry of the archive goes, relative to the target folder; undefined leaves it out. */
export type Placement = (entryName: string) => string | undefined

/**
 * Unpacks the files of a zip that `place` wants, with their permissions. Folders and links are not unpacked.
 * Throws when an entry would land outside of `target` (yauzl itself refuses `..` and absolute names).
 */
export async function unzip(archive: string, target: string, place: Placement): Promise<void> {
  const zip = await openZip(archive)
  try {
    for await (const entry of entriesOf(zip)) {
      const wanted = entry.fileName.endsWith('/') ? undefined : place(entry.fileName)
      if (wanted === undefined) continue
      const file = path.resolve(target, wanted)
      if (!file.startsWith(path.resolve(target) + path.sep))
        throw new Error(`The archive wants to write outside of its folder: ${wanted}`)
      await mkdir(path.dirname(file), { recursive: true })
      await pipeline(await openEntry(zip, entry), createWriteStream(file, { mode: permissions(entry) }))
    }
  } finally {
    zip.close()
  }
}

/** The Unix mode is the upper half of the external attributes (APPNOTE.TXT 4.4.15, as written by Info-ZIP). */
function permissions(entry: Entry): number {
  return (entry.externalFileAttributes >>> 16) & 0o777 || 0o644
}

function openZip(archive: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(archive, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)))
  })
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry, void> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip
        .once('entry', resolve)
        .once('end', () => resolve(undefined))
        .once('error', reject)
      zip.readEntry()
    })
    zip.removeAllListeners()
    if (entry === undefined) return
    yield entry
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
