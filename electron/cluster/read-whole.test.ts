import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWhole } from './read-whole.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-pipe-'))
})
afterAll(() => rm(folder, { recursive: true }))

const pipe = (name: string): string => {
  execFileSync('mkfifo', [join(folder, name)])
  return join(folder, name)
}

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  it('is read to its end, which may be a while off', async () => {
    const path = pipe('said')
    const read = readWhole(path)
    await writeFile(path, 'all of it')
    expect(String(await read)).toBe('all of it')
  })

  it('that nobody writes to is given up, and holds no other file up meanwhile', async () => {
    // As many as there are threads for files.
    const silent = ['a', 'b', 'c', 'd'].map(async (name) => readWhole(pipe(name), 500).catch((error: unknown) => error))
    await writeFile(join(folder, 'file'), 'text')
    const other = await Promise.race([readFile(join(folder, 'file'), 'utf8'), ...silent])
    expect(other).toBe('text')
    expect(await Promise.all(silent)).toMatchObject(Array(4).fill({ code: 'EAGAIN' }))
  })
})
