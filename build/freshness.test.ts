import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprintSources, isBuilt, markBuilt } from './freshness.ts'

let root = ''
const write = async (name: string, text = ''): Promise<void> => {
  const file = path.join(root, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'porthole-freshness-'))
  await write('electron/main.ts', 'run()')
  await write('renderer/ui/button.css', 'a {}')
  await write('package.json', '{}')
  await write('out/main/main.js')
  await write('out/main/headless.js')
  await write('out/preload/preload.cjs')
  await write('out/renderer/index.html')
  await markBuilt(root, await fingerprintSources(root))
})
afterEach(() => rm(root, { recursive: true, force: true }))

test.each([
  { change: 'nothing', act: () => Promise.resolve(), fresh: true },
  { change: 'the time of a source', act: () => utimes(path.join(root, 'electron/main.ts'), 1, 1), fresh: true },
  { change: 'a test', act: () => write('electron/main.test.ts', 'test()'), fresh: true },
  { change: 'something that is not bundled', act: () => write('build/start.ts', 'x'), fresh: true },
  { change: 'the content of a source', act: () => write('renderer/ui/button.css', 'b {}'), fresh: false },
  { change: 'a new source', act: () => write('shared/new.ts'), fresh: false },
  { change: 'a package', act: () => write('package.json', '{ }'), fresh: false },
  { change: 'the configuration', act: () => write('build/bundle-config.ts'), fresh: false },
  {
    change: 'the name of a source',
    act: () => rename(path.join(root, 'electron/main.ts'), path.join(root, 'electron/other.ts')),
    fresh: false,
  },
  { change: 'a lost output', act: () => rm(path.join(root, 'out/preload/preload.cjs')), fresh: false },
  { change: 'a lost marker', act: () => rm(path.join(root, 'out/.fingerprint')), fresh: false },
])('after $change, built: $fresh', async ({ act, fresh }) => {
  await act()
  expect(await isBuilt(root, await fingerprintSources(root))).toBe(fresh)
})
