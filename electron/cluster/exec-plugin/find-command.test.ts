import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCommand } from './find-command.ts'
import { batchCommand } from './windows-command.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-find-'))
  for (const name of ['one', 'two', 'two/aws']) await mkdir(join(folder, name), { recursive: true })
  for (const name of ['one/aws', 'one/tool.cmd', 'two/gke', 'one/gke', 'one/text'])
    await writeFile(join(folder, name), '')
  for (const name of ['one/aws', 'one/tool.cmd', 'two/gke']) await chmod(join(folder, name), 0o755)
})
afterAll(() => rm(folder, { recursive: true }))

describe('findCommand', () => {
  it.skipIf(process.platform === 'win32').each([
    ['the first in PATH that can be run', 'gke', 'two/gke'],
    ['no folder', 'aws', 'one/aws'],
    ['nothing that cannot be run', 'text', undefined],
    ['nothing that is not there', 'az', undefined],
  ])('finds %s', async (_name, command, found) => {
    const path = [join(folder, 'two'), join(folder, 'one')].join(delimiter)
    expect(await findCommand(command, { platform: 'linux', path })).toBe(found && join(folder, found))
  })

  it('looks for a path where it says, and not in PATH', async () => {
    const file = join(folder, 'one', 'aws')
    expect(await findCommand(file, { platform: 'linux', path: '' })).toBe(file)
    expect(await findCommand('one/aws', { platform: 'linux', path: folder })).toBeUndefined()
  })

  it('passes over folders of PATH that are relative', async () => {
    expect(await findCommand('package.json', { platform: 'linux', path: `:.${delimiter}` })).toBeUndefined()
  })

  it.skipIf(process.platform === 'win32').each([['tool'], ['tool.cmd']])(
    'gives %s its suffix on Windows',
    async (name) => {
      // The folders of this test are absolute on both.
      const found = await findCommand(join(folder, 'one', name), { platform: 'win32', path: '', suffixes: '.EXE;.CMD' })
      expect(found).toBe(join(folder, 'one', 'tool.cmd'))
    },
  )
})

describe('batchCommand', () => {
  it('makes every sign plain that cmd would act on', () => {
    const { args } = batchCommand('C:\\a b\\x.cmd', ['--a=b c', '%PATH%&calc', 'say "hi"\\'])
    const [, , , line = ''] = args
    expect(args.slice(0, 3)).toEqual(['/d', '/s', '/c'])
    expect(line).toContain('C:\\a^ b\\x.cmd')
    expect(line).toContain('^^^%PATH^^^%^^^&calc')
    expect(line).toContain('\\^^^"hi\\^^^"\\\\^^^"')
  })
})
