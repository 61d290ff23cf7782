import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'

/** How many bytes of code, before minifying, each module gave to each file of a bundle. */
export type Composition = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Where the composition of a bundle is written, beside the bundles. It is not shipped. */
export function compositionFile(root: string, bundle: string): string {
  return path.join(root, 'out', 'composition', `${bundle}.json`)
}

/**
 * Writes down of which modules a bundle is made: a package lists its size, and its licences, by them.
 *
 * @param limit npm packages that the bundle must not hold: the build fails where one has come in. With `start`, only that
 * file and what it imports at once is meant.
 */
export function writeComposition(
  root: string,
  bundle: string,
  limit: { without: readonly string[]; start?: string } = { without: [] },
): Plugin {
  return {
    name: 'porthole-composition',
    async generateBundle(_options, outputs) {
      const files: Record<string, Record<string, number>> = {}
      const judged = limit.start === undefined ? undefined : atOnce(outputs, limit.start)
      for (const output of Object.values(outputs)) {
        if (output.type !== 'chunk') continue
        const modules = (files[output.fileName] ??= {})
        for (const [id, { renderedLength }] of Object.entries(output.modules)) {
          const name = moduleName(root, id)
          const refused = limit.without.includes(name) && judged?.has(output.fileName) !== false
          if (refused && renderedLength > 0) this.error(`${output.fileName} of ${bundle} holds ${name}.`)
          modules[name] = (modules[name] ?? 0) + renderedLength
        }
      }
      const file = compositionFile(root, bundle)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, JSON.stringify(files))
    },
  }
}

/** A file of a bundle and all that it imports at once, not those that it loads later. */
export function atOnce(
  outputs: Readonly<Record<string, { type: string; imports?: readonly string[] }>>,
  start: string,
): ReadonlySet<string> {
  const files = new Set([start])
  for (const file of files) for (const next of outputs[file]?.imports ?? []) files.add(next)
  return files
}

/** The npm package that a file belongs to, else the top folder of our own that it is in. */
export function moduleName(root: string, id: string): string {
  const file = id.replace(/^\0/, '').replace(/\?.*$/, '').replaceAll('\\', '/')
  const [, inPackage] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? []
  if (inPackage !== undefined) return inPackage
  const relative = path.posix.relative(root.replaceAll('\\', '/'), file)
  if (relative.startsWith('..') || !path.isAbsolute(file)) return 'bundler'
  return relative
    .split('/')
    .slice(0, relative.startsWith('electron/') ? 2 : 1)
    .join('/')
}
