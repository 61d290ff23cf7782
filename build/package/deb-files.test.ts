import { expect, it } from 'vitest'
import { windowPackages } from '../apt-packages.ts'
import { debDepends } from './builder-config.ts'
import { controlFile, debArchitecture, debVersion, desktopEntry } from './deb-files.ts'

it.each([
  ['1.2.3', '1.2.3'],
  ['1.2.3-beta.1', '1.2.3~beta.1'],
])('the version %s is %s for Debian', (version, debian) => {
  expect(debVersion(version)).toBe(debian)
})

it.each([
  ['x64', 'amd64'],
  ['arm64', 'arm64'],
])('the architecture %s is %s for Debian', (arch, debian) => {
  expect(debArchitecture(arch)).toBe(debian)
})

it('writes a control file of fields, each continuation indented', () => {
  const text = controlFile({ version: '1.0.0-rc.1', arch: 'x64', installedKb: 250_000, homepage: undefined })
  expect(text).toMatch(/^Version: 1\.0\.0~rc\.1$/m)
  expect(text).toMatch(/^Depends: libgtk-3-0 \| libgtk-3-0t64, /m)
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^([A-Z][\w-]+: \S| \S)/)
})

it('depends on what a window needs', () => {
  const needed = windowPackages.filter((name) => !name.startsWith('fonts-'))
  expect(debDepends.map((one) => one.split(' ')[0])).toEqual(expect.arrayContaining(needed))
})

it('has the desktop open porthole:// links with the program', () => {
  expect(desktopEntry).toMatch(/^MimeType=x-scheme-handler\/porthole;$/m)
  expect(desktopEntry).toMatch(/^Exec=\/opt\/Porthole\/porthole %U$/m)
})
