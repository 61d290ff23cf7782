import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Folders and files that decide what a build makes. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'build/bundle-config.ts',
  'build/composition.ts',
  'build/electron.vite.config.ts',
  'build/icon',
  'build/repository.ts',
  'build/tray-icons.ts',
  'build/package/dev-update-key.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
] as const

const outputs = ['main/main.js', 'main/headless.js', 'preload/preload.cjs', 'renderer/index.html'] as const

/**
 * A hash over the names and contents of all sources. Contents rather than times: a checkout of another commit changes
 * all times, and a build of the same sources is as good as new.
 */
export async function fingerprintSources(root: string): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesBelow(path.join(root, source))))).flat().sort()
  const digests = await Promise.all(
    files.map(async (file) => {
      const content = createHash('sha256')
        .update(await readFile(file))
        .digest('hex')
      return `${path.relative(root, file)} ${content}\n`
    }),
  )
  // The key of a release is compiled in.
  const key = process.env['PORTHOLE_UPDATE_KEY'] ?? ''
  return createHash('sha256').update(digests.join('')).update(key).digest('hex')
}

/** Whether `out/` was built from sources with this fingerprint, and is all there. */
export async function isBuilt(root: string, fingerprint: string): Promise<boolean> {
  const built = await readFile(markerOf(root), 'utf8').catch(() => undefined)
  if (built !== fingerprint) return false
  const present = outputs.map((output) =>
    access(path.join(root, 'out', output)).then(
      () => true,
      () => false,
    ),
  )
  return !(await Promise.all(present)).includes(false)
}

export async function markBuilt(root: string, fingerprint: string): Promise<void> {
  await mkdir(path.join(root, 'out'), { recursive: true })
  await writeFile(markerOf(root), fingerprint)
}

function markerOf(root: string): string {
  return path.join(root, 'out', '.fingerprint')
}

/** All files at or below a path but the tests, which no bundle contains. Nothing when it does not exist. */
async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return root
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  if (typeof entries === 'string') return [entries]
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}
