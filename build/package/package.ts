import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Configuration, Platform } from 'electron-builder'
import { updateKey } from '../bundle-config.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { repoRoot } from '../paths.ts'
import { homepageOf, readRepository, type Repository } from '../repository.ts'
import { builderConfig, executable } from './builder-config.ts'
import { checkContents } from './contents.ts'
import { makeDeb } from './deb.ts'
import { devUpdateKey } from './dev-update-key.ts'
import { type Fuses, readFuses, releaseFuses, wrongFuses } from './fuses.ts'
import { renderIcons } from './icons.ts'
import { noticesText, type PackageLicence, readLicences, refusedLicences } from './licences.ts'
import { bundledPackages, ownPartLimit, shareLines, sharesOf } from './own-part.ts'
import { findRuntime, type Runtime, toolsReachable } from './runtime.ts'
import { sbomText } from './sbom.ts'
import { lackOf, type Target } from './targets.ts'
import { readCommit, versionOf } from './version.ts'

export interface PackageOptions {
  readonly targets: readonly Target[]
  /** The targets that were named: one of these that cannot be made is a failure, the others are told. */
  readonly asked: readonly string[]
  readonly release: boolean
  readonly inspectable: boolean
  readonly print: (line: string) => void
}

/** Makes the unpacked program and, of it, each target that can be made here; says of the others what they lack. */
export async function makePackages(options: PackageOptions): Promise<void> {
  const { print } = options
  await ensureBuilt()
  const runtime = await findRuntime(repoRoot)
  if (options.release && !runtime.forRelease)
    throw new Error(`A release takes Electron ${runtime.wanted}: ${runtime.what}.`)
  if (options.release && updateKey() === devUpdateKey.public)
    throw new Error('A release needs the public key of its updates in PORTHOLE_UPDATE_KEY.')
  const repository = readRepository(repoRoot)
  if (options.release && !repository)
    throw new Error('A release needs `repository` in package.json: where it is got from, and looks for updates.')
  const commit = await readCommit(repoRoot)
  const version = versionOf(commit.tag, await manifestVersion())
  print(`Porthole ${version}, ${runtime.what}`)

  const output = path.join(repoRoot, 'dist')
  const icons = path.join(output, 'icons')
  const extras = path.join(output, 'extras')
  for (const folder of [icons, extras]) {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
  }
  await renderIcons(path.join(repoRoot, 'build/icon/porthole.svg'), icons)
  const inside = await bundledLicences()
  await writeFile(path.join(extras, 'THIRD-PARTY-NOTICES.txt'), noticesText(inside))
  const bom = path.join(output, `porthole-${version}-${process.platform}-${process.arch}.cdx.json`)
  await writeFile(bom, sbomText({ version, electronVersion: runtime.version, packages: inside }))
  print(`what is inside, as CycloneDX: ${path.relative(repoRoot, bom)}`)
  const fuses: Fuses = { ...releaseFuses, EnableNodeCliInspectArguments: options.inspectable }
  const config = builderConfig({
    root: repoRoot,
    repository,
    version,
    electronVersion: runtime.version,
    electronDist: runtime.folder,
    icons,
    extras,
    fuses,
  })
  const program = await unpacked(config, output)
  await checkFuses(program, fuses, print)
  await checkSize(program, print)
  await makeTargets(options, { config, repository, runtime, program, version, icons, output, time: commit.time })
}

interface Made {
  readonly config: Configuration
  readonly repository: Repository | undefined
  readonly runtime: Runtime
  readonly program: string
  readonly version: string
  readonly icons: string
  readonly output: string
  readonly time: number | undefined
}

async function makeTargets({ targets, asked, print }: PackageOptions, made: Made): Promise<void> {
  const facts = {
    platform: process.platform,
    toolsReachable: await toolsReachable(),
    hasDpkg: await exists('/usr/bin/dpkg-deb'),
    releaseRuntime: made.runtime.forRelease,
    hasHomepage: made.repository !== undefined,
  }
  const lacking: string[] = []
  const byBuilder: Target[] = []
  for (const target of targets) {
    const lack = lackOf(target, facts)
    if (lack !== undefined) {
      print(`${target}: not made, ${lack}`)
      if (asked.includes(target)) lacking.push(target)
    } else if (target === 'deb') {
      const { program, icons, version, time, output } = made
      const deb = await makeDeb({
        program,
        icons,
        version,
        time,
        output,
        root: repoRoot,
        arch: process.arch,
        homepage: made.repository && homepageOf(made.repository),
        small: made.runtime.forRelease,
      })
      print(`deb: ${path.relative(repoRoot, deb)}`)
    } else if (target !== 'dir') byBuilder.push(target)
  }
  if (byBuilder.length > 0) {
    for (const file of await build({
      config: made.config,
      targets: current().createTarget([...byBuilder]),
      publish: 'never',
    }))
      print(path.relative(repoRoot, file))
  }
  if (lacking.length > 0) throw new Error(`Not made, as said above: ${lacking.join(', ')}.`)
}

/** Has electron-builder make the folder. Returns its path. */
async function unpacked(config: Configuration, output: string): Promise<string> {
  await build({ config, targets: current().createTarget('dir'), publish: 'never' })
  const folders: Readonly<Record<string, string>> = { darwin: 'mac', win32: 'win-unpacked', linux: 'linux-unpacked' }
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`
  const name = (folders[process.platform] ?? 'linux-unpacked').replace(/(-unpacked)?$/, (end) => `${suffix}${end}`)
  const program = path.join(output, name)
  // electron-builder leaves these of a runtime that is a folder, and takes them out of one that it has downloaded.
  for (const left of ['version', 'resources/default_app.asar']) await rm(path.join(program, left), { force: true })
  return program
}

function current(): Platform {
  if (process.platform === 'darwin') return Platform.MAC
  return process.platform === 'win32' ? Platform.WINDOWS : Platform.LINUX
}

async function checkFuses(program: string, wanted: Fuses, print: (line: string) => void): Promise<void> {
  const file =
    process.platform === 'darwin' ? 'Porthole.app' : process.platform === 'win32' ? `${executable}.exe` : executable
  const wrong = wrongFuses(await readFuses(path.join(program, file)), wanted)
  if (wrong.length > 0) throw new Error(`The fuses are not as they should be: ${wrong.join('; ')}.`)
  print(
    `fuses, read back: ${Object.entries(wanted)
      .map(([name, on]) => `${name} ${on ? 'on' : 'off'}`)
      .join(', ')}`,
  )
}

async function checkSize(program: string, print: (line: string) => void): Promise<void> {
  const resources = process.platform === 'darwin' ? 'Porthole.app/Contents/Resources' : 'resources'
  const contents = await checkContents(path.join(program, resources, 'app.asar'))
  const shares = sharesOf(contents.bundles, await compositions())
  for (const line of shareLines(shares)) print(line)
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
  print(`The app’s own part: ${megabytes(contents.bytes)} MB, of at most ${megabytes(ownPartLimit)} MB`)
  if (contents.bytes > ownPartLimit) throw new Error('The app’s own part is too large: see the list above.')
}

/** The licences of what is in the bundles. Throws when one has a licence that may not be shipped. */
async function bundledLicences(): Promise<readonly PackageLicence[]> {
  const licences = await readLicences(repoRoot, bundledPackages(await compositions()))
  const refused = refusedLicences(licences)
  if (refused.length > 0) throw new Error(`These licences may not be shipped: ${refused.join('; ')}.`)
  return licences
}

async function compositions(): Promise<Record<string, Record<string, Record<string, number>>>> {
  const bundles = await Promise.all(
    ['main', 'preload', 'renderer'].map(async (name) => {
      const text = await readFile(path.join(repoRoot, 'out/composition', `${name}.json`), 'utf8')
      return [name, JSON.parse(text) as Record<string, Record<string, number>>] as const
    }),
  )
  return Object.fromEntries(bundles)
}

/** What package.json says. */
export async function manifestVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(repoRoot, 'package.json'), 'utf8')) as { version: string }
  return manifest.version
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
