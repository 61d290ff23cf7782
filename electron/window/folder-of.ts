import path from 'node:path'

/** The folder of a file as people write it: below their home it begins with `~`. */
export function folderOf(file: string, home: string, paths = path): string {
  const folder = paths.dirname(file)
  const below = paths.relative(home, folder)
  if (below === '') return '~'
  return below.split(paths.sep)[0] === '..' || paths.isAbsolute(below) ? folder : paths.join('~', below)
}
