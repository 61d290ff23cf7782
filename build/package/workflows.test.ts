import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { repoRoot } from '../paths.ts'

const folder = path.join(repoRoot, '.github/workflows')
const names = await readdir(folder)

describe.each(names)('the workflow %s', (name) => {
  it('pins every action by commit, and says which version that is', async () => {
    const lines = (await readFile(path.join(folder, name), 'utf8')).split('\n').filter((line) => /\buses:/.test(line))
    expect(lines.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+){2}$/.test(line))).toEqual([])
  })

  it('grants no more than reading unless a job says so', async () => {
    const { permissions } = parse(await readFile(path.join(folder, name), 'utf8')) as { permissions: unknown }
    expect(permissions).toEqual({ contents: 'read' })
  })
})
