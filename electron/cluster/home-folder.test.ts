import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { homeFolder, kubeHome } from './home-folder.ts'

describe('kubeHome on Windows', () => {
  it.each([
    ['HOME with a kubeconfig', ['home', 'share', 'profile'], 'home'],
    ['the share with one, where HOME has none', ['share', 'profile'], 'share'],
    ['the profile with one, where no other has', ['profile'], 'profile'],
    ['HOME where none has', [], 'home'],
  ])('is %s', async (_name, having, chosen) => {
    const folder = await mkdtemp(join(tmpdir(), 'porthole-home-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    for (const name of having) {
      await mkdir(join(folder, name, '.kube'), { recursive: true })
      await writeFile(join(folder, name, '.kube', 'config'), '')
    }
    const env = {
      HOME: join(folder, 'home'),
      HOMEDRIVE: folder,
      HOMEPATH: '/share',
      USERPROFILE: join(folder, 'profile'),
    }
    expect(kubeHome(env, 'win32')).toBe(join(folder, chosen))
    expect(kubeHome(env, 'linux')).toBe(join(folder, 'home'))
  })
})

// Who is not root cannot become somebody without a name.
it.skipIf(process.getuid?.() !== 0)('is none for a user whom the system does not know', () => {
  const { HOME } = process.env
  onTestFinished(() => {
    process.seteuid?.(0)
    process.env['HOME'] = HOME
  })
  delete process.env['HOME']
  process.seteuid?.(54_321)
  expect(homeFolder()).toBe('')
})
