import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { folderSize } from './app-cost.ts'

it('counts the bytes of all files below a folder', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-size-'))
  try {
    await mkdir(path.join(folder, 'inner'))
    await writeFile(path.join(folder, 'a'), 'four')
    await writeFile(path.join(folder, 'inner/b'), 'sixteen bytes in')
    expect(await folderSize(folder)).toBe(20)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
