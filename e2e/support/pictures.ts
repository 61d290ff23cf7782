import path from 'node:path'

const folder = process.env['PORTHOLE_PICTURES'] ?? path.join(import.meta.dirname, '../results/pictures')

/** Where a test puts a picture: among its results, or in PORTHOLE_PICTURES when those of the README are made anew. */
export function picture(name: string): string {
  return path.resolve(folder, name)
}
