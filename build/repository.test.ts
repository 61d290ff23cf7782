import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { bundleConfig } from './bundle-config.ts'
import { builderConfig } from './package/builder-config.ts'
import { controlFile } from './package/deb-files.ts'
import { homepageOf, repositoryOf } from './repository.ts'

const home = { owner: 'example-org', repo: 'port.hole' }

it.each([
  [undefined, undefined],
  ['example-org/port.hole', home],
  ['github:example-org/port.hole', home],
  ['https://github.com/example-org/port.hole', home],
  [{ type: 'git', url: 'git+https://github.com/example-org/port.hole.git' }, home],
])('reads %j as %j', (repository, read) => {
  expect(repositoryOf({ ...(repository !== undefined && { repository }) })).toEqual(read)
})

it.each(['https://gitlab.com/example-org/porthole', 'gitlab:a/b', 'https://github.com/example-org', 'a/b/c', ''])(
  'refuses %j',
  (repository) => expect(() => repositoryOf({ repository })).toThrow('none of GitHub’s'),
)

it.each([
  [undefined, null],
  ['github:example-org/port.hole', 'https://github.com/example-org/port.hole'],
])('%j in package.json becomes %j in the program', async (repository, address) => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'porthole-repository-'))
  try {
    await writeFile(path.join(root, 'package.json'), JSON.stringify({ repository }))
    expect(bundleConfig(root, false).main).toMatchObject({ define: { PORTHOLE_HOMEPAGE: JSON.stringify(address) } })
  } finally {
    await rm(root, { recursive: true })
  }
})

it.each([undefined, home])('a package of %j has its addresses, or none', (repository) => {
  const homepage = repository && homepageOf(repository)
  const config = builderConfig({
    root: '/',
    repository,
    version: '1.0.0',
    electronVersion: '33.0.0',
    electronDist: undefined,
    icons: '/icons',
    extras: '/extras',
  })
  expect(config.extraMetadata).toEqual({
    version: '1.0.0',
    desktopName: 'porthole.desktop',
    ...(homepage !== undefined && { homepage }),
  })
  expect(config.publish).toEqual(repository ? [{ provider: 'github', ...repository, releaseType: 'draft' }] : null)
  const control = controlFile({ version: '1.0.0', arch: 'x64', installedKb: 1, homepage })
  expect(/^Homepage: .*$/m.exec(control)?.[0]).toBe(homepage && `Homepage: ${homepage}`)
  expect(control).not.toMatch(/\n\n/)
})
