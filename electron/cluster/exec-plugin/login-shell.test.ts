import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginShellEnvironment } from './login-shell.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-shell-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.skipIf(process.platform === 'win32')('loginShellEnvironment', () => {
  it('is what the files of the shell set, whatever else they print', async () => {
    await writeFile(join(folder, '.profile'), 'echo Welcome A=1; PATH=/opt/own/bin:$PATH; export PATH B="two\nlines"\n')
    const found = await loginShellEnvironment({ HOME: folder, SHELL: '/bin/sh', PATH: '/usr/bin:/bin' })
    expect(found).toMatchObject({ PATH: expect.stringMatching(/^\/opt\/own\/bin:/) as string, HOME: folder })
    expect(found?.['B']).toBe('two\nlines')
    expect(found?.['A']).toBeUndefined()
  })

  it('is nothing where there is no shell, or one that hangs', async () => {
    expect(await loginShellEnvironment({ SHELL: '/nowhere/sh' })).toBeUndefined()
    const shell = join(folder, 'shell')
    await writeFile(shell, '#!/bin/sh\nsleep 1000\n')
    await chmod(shell, 0o755)
    expect(await loginShellEnvironment({ SHELL: shell, PATH: '/usr/bin:/bin' }, 300)).toBeUndefined()
  })
})
