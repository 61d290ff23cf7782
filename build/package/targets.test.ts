import { describe, expect, it } from 'vitest'
import { lackOf, selectTargets, type Target, type TargetFacts } from './targets.ts'

const all: TargetFacts = {
  platform: 'linux',
  toolsReachable: true,
  hasDpkg: true,
  releaseRuntime: true,
  hasHomepage: true,
}

describe('lackOf', () => {
  it.each<[Target, Partial<TargetFacts>, string | undefined]>([
    ['dir', { toolsReachable: false, hasDpkg: false, releaseRuntime: false }, undefined],
    ['deb', { toolsReachable: false, releaseRuntime: false }, undefined],
    ['deb', { hasDpkg: false }, 'dpkg-deb is missing; install the package dpkg'],
    ['deb', { platform: 'darwin' }, 'it is made on Linux'],
    ['AppImage', {}, undefined],
    [
      'AppImage',
      { toolsReachable: false },
      'electron-builder’s tools for it cannot be fetched: their release page does not answer',
    ],
    ['rpm', { releaseRuntime: false }, 'the runtime here is for development and tests, never for a release'],
    ['rpm', { hasHomepage: false }, 'it needs a homepage: `repository` in package.json'],
    ['deb', { hasHomepage: false }, undefined],
    ['dmg', {}, 'it is made on macOS'],
    ['dmg', { platform: 'darwin' }, undefined],
    ['nsis', {}, 'it is made on Windows'],
    ['portable', { platform: 'win32' }, undefined],
  ])('%s with %o', (target, facts, lack) => {
    expect(lackOf(target, { ...all, ...facts })).toBe(lack)
  })
})

describe('selectTargets', () => {
  it('takes all, or the named ones and the folder', () => {
    expect(selectTargets([])).toMatchObject({ targets: ['dir', 'deb', 'AppImage', 'rpm', 'dmg', 'nsis', 'portable'] })
    expect(selectTargets(['rpm', 'deb'])).toMatchObject({ targets: ['dir', 'deb', 'rpm'] })
  })

  it('refuses a name that is none', () => {
    expect(selectTargets(['msi'])).toMatchObject({
      ok: false,
      message: 'There is no target msi; the targets are dir, deb, AppImage, rpm, dmg, nsis, portable.',
    })
  })
})
