import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { namesOf } from './release-files.ts'
import { writeManifests } from './write-manifests.ts'

const version = '1.2.3'
const homepage = 'https://github.com/example-org/porthole'
const names = ['porthole_1.2.3_amd64.deb', 'Porthole-1.2.3-mac-universal.dmg', 'Porthole-1.2.3-win-x64.exe'] as const
const others = ['Porthole-1.2.3-portable.exe', 'Porthole-1.2.3-linux-x86_64.AppImage', 'latest.yml']
const hash = (name: string): string => createHash('sha256').update(name).digest('hex')
const url = (name: string): string => `${homepage}/releases/download/v1.2.3/${name}`

let folder: string
let written: readonly string[]
const read = (name: string): Promise<string> => readFile(path.join(folder, 'manifests', name), 'utf8')

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-manifests-'))
  // Each file holds its own name.
  for (const name of [...names, ...others]) await writeFile(path.join(folder, name), name)
  written = await writeManifests(folder, { version, homepage, date: '2026-11-18' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('namesOf', () => {
  it.each([
    [[names[0], names[1]], 'one nsis, not none'],
    [[...names, 'other_1.2.3_amd64.deb'], 'one deb, not porthole_1.2.3_amd64.deb, other_1.2.3_amd64.deb'],
    [[names[0], names[1], 'Porthole-1.2.2-win-x64.exe'], 'is not of version 1.2.3'],
  ])('refuses %j', (list, message) => expect(() => namesOf(list, version)).toThrow(message))
})

/** As winget's schema 1.6.0 has them: what is required, and how it must look. */
describe('winget', () => {
  const web = z.string().regex(/^https:\/\/.+$/)
  const text = (min: number, max: number) => z.string().min(min).max(max)
  const head = {
    PackageIdentifier: z.string().regex(/^[^.\s\\/:*?"<>|]{1,32}(\.[^.\s\\/:*?"<>|]{1,32}){1,7}$/),
    PackageVersion: z.literal(version),
    ManifestVersion: z.literal('1.6.0'),
  }
  const schemas = {
    '': z.strictObject({ ...head, DefaultLocale: z.literal('en-US'), ManifestType: z.literal('version') }),
    '.installer': z.strictObject({
      ...head,
      Platform: z.array(z.enum(['Windows.Desktop', 'Windows.Universal'])).max(2),
      MinimumOSVersion: z.string().regex(/^\d{1,5}(\.\d{1,5}){0,3}$/),
      InstallerType: z.enum(['nullsoft']),
      Scope: z.enum(['user', 'machine']),
      InstallModes: z.array(z.enum(['interactive', 'silent', 'silentWithProgress'])).max(3),
      UpgradeBehavior: z.enum(['install', 'uninstallPrevious']),
      Protocols: z.array(z.string()).max(64),
      ReleaseDate: z.iso.date(),
      Installers: z
        .array(
          z.strictObject({
            Architecture: z.enum(['x86', 'x64', 'arm', 'arm64', 'neutral']),
            InstallerUrl: web,
            InstallerSha256: z.string().regex(/^[A-F0-9]{64}$/),
          }),
        )
        .min(1),
      ManifestType: z.literal('installer'),
    }),
    '.locale.en-US': z.strictObject({
      ...head,
      PackageLocale: z.literal('en-US'),
      Publisher: text(2, 256),
      PublisherUrl: web,
      PublisherSupportUrl: web,
      PackageName: text(2, 256),
      PackageUrl: web,
      License: text(3, 512),
      LicenseUrl: web,
      ShortDescription: text(3, 256),
      Description: text(3, 10_000),
      Moniker: text(1, 40),
      Tags: z.array(text(1, 40)).max(16),
      ReleaseNotesUrl: web,
      ManifestType: z.literal('defaultLocale'),
    }),
  }

  it.each(Object.entries(schemas))('has a manifest%s that its schema takes', async (part, schema) => {
    const file = await read(`winget/manifests/p/PortholeApp/Porthole/1.2.3/PortholeApp.Porthole${part}.yaml`)
    expect(schema.safeParse(parse(file)).error?.issues ?? []).toEqual([])
  })

  it('names the installer, not the portable program, by its hash', async () => {
    const file = await read('winget/manifests/p/PortholeApp/Porthole/1.2.3/PortholeApp.Porthole.installer.yaml')
    expect((parse(file) as { Installers: object[] }).Installers).toEqual([
      { Architecture: 'x64', InstallerUrl: url(names[2]), InstallerSha256: hash(names[2]).toUpperCase() },
    ])
  })
})

describe('Homebrew', () => {
  it.each([
    ['cask "porthole" do'],
    ['  version "1.2.3"'],
    [`  sha256 "${hash(names[1])}"`],
    [`  url "${url(names[1]).replaceAll(version, '#{version}')}"`],
    ['  name "Porthole"'],
    ['  desc "Desktop window into the Services of Kubernetes clusters"'],
    ['  auto_updates true'],
    ['  app "Porthole.app"'],
    ['  binary "#{appdir}/Porthole.app/Contents/MacOS/Porthole", target: "kubectl-porthole"'],
    ['  uninstall quit: "io.github.porthole.Porthole"'],
  ])('has %s', async (line) => expect((await read('homebrew/Casks/porthole.rb')).split('\n')).toContain(line))

  it('keeps its description within what brew audit takes', async () => {
    const [, desc = ''] = /desc "(.*)"/.exec(await read('homebrew/Casks/porthole.rb')) ?? []
    expect(desc.length).toBeLessThanOrEqual(80)
    expect(desc).not.toMatch(/^(a|an|the) |porthole|\.$/i)
  })
})

describe('flatpak', () => {
  const id = 'io.github.porthole.Porthole'
  interface Manifest {
    id: string
    command: string
    'finish-args': string[]
    modules: { 'build-commands': string[]; sources: Record<string, unknown>[] }[]
  }

  it('is built from the Debian package, and has the files that its commands install', async () => {
    const manifest = parse(await read(`flatpak/${id}.yml`)) as Manifest
    expect(manifest).toMatchObject({ id, command: 'porthole' })
    const [module] = manifest.modules
    expect(module?.sources[0]).toEqual({
      type: 'file',
      url: url(names[0]),
      sha256: hash(names[0]),
      'dest-filename': names[0],
    })
    const beside = module?.sources.flatMap(({ path: file }) => (typeof file === 'string' ? [file] : []))
    expect(beside).toEqual([`${id}.desktop`, `${id}.metainfo.xml`])
    for (const file of beside ?? []) {
      expect(written.map((one) => path.basename(one))).toContain(file)
      expect(module?.['build-commands'].join('\n')).toContain(file)
    }
  })

  it('may read kubeconfigs, and nothing else of the home folder', async () => {
    const { 'finish-args': args } = parse(await read(`flatpak/${id}.yml`)) as Manifest
    expect(args.filter((arg) => arg.startsWith('--filesystem'))).toEqual(['--filesystem=~/.kube:ro'])
    for (const arg of args) expect(arg).toMatch(/^--(share|socket|device|filesystem|talk-name)=\S+$/)
  })

  it('has an entry of the menu that starts the command inside', async () => {
    const entry = await read(`flatpak/${id}.desktop`)
    expect(entry).toMatch(/^Exec=porthole %U$/m)
    expect(entry).toMatch(new RegExp(`^Icon=${id.replaceAll('.', '\\.')}$`, 'm'))
    expect(entry).toContain('x-scheme-handler/porthole')
  })

  it('has metadata of this release', async () => {
    const metainfo = await read(`flatpak/${id}.metainfo.xml`)
    expect(metainfo).toContain(`<id>${id}</id>`)
    expect(metainfo).toContain('<release version="1.2.3" date="2026-11-18" type="stable">')
  })
})
