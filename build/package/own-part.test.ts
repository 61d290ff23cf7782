import { expect, it } from 'vitest'
import { bundledPackages, shareLines, sharesOf } from './own-part.ts'

const compositions = {
  main: { 'main.js': { zod: 300, 'electron/proxy': 100 }, 'chunks/a.js': { ws: 50, zod: 50 } },
  renderer: { 'assets/index.js': { react: 10, renderer: 10 }, 'version.js': { 'package.json': 1 } },
}

it('shares minified files out by their modules, and counts others as themselves', () => {
  const files = { 'main/main.js': 200, 'main/chunks/a.js': 10, 'renderer/assets/index.js': 8, 'renderer/x.css': 3 }
  expect(sharesOf(files, compositions)).toEqual([
    { module: 'zod', bytes: 155 },
    { module: 'electron/proxy', bytes: 50 },
    { module: 'ws', bytes: 5 },
    { module: 'react', bytes: 4 },
    { module: 'renderer', bytes: 4 },
    { module: 'renderer/x.css', bytes: 3 },
  ])
})

it('tells packages from our own parts', () => {
  expect(bundledPackages(compositions)).toEqual(['react', 'ws', 'zod'])
})

it('lists small shares together', () => {
  const shares = [
    { module: 'a', bytes: 5_000_000 },
    { module: 'b', bytes: 4_000 },
    { module: 'c', bytes: 1_000 },
  ]
  expect(shareLines(shares)).toEqual(['  5000 kB  a', '     5 kB  2 smaller ones'])
})
