import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, constants, readdir } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import {
  aptLine,
  candidateNames,
  chooseNames,
  missingByName,
  parseInstallable,
  parseMissingLibraries,
  virtualDisplayPackages,
  windowPackages,
} from './apt-packages.ts'
import { startProgress } from './progress.ts'

const run = promisify(execFile)

/**
 * Makes sure that the system has what an Electron window needs: its shared libraries, a font, and, when
 * `virtualDisplay` is asked for, Xvfb. Only Linux lacks any of them. As root on a system with apt-get they are
 * installed; anybody else gets an error with the line to paste.
 */
export async function provisionSystemPackages(executable: string, virtualDisplay: boolean): Promise<void> {
  if (process.platform !== 'linux') return
  const lacks = [
    // Alpine's ldd fails on a glibc program: then nothing can be said, and starting it will tell.
    ...parseMissingLibraries(await said('ldd', [executable])),
    ...missingByName(await said('/sbin/ldconfig', ['-p'])),
  ]
  if (!(await hasFont())) lacks.push('any font')
  const wanted: string[] = lacks.length > 0 ? [...windowPackages] : []
  if (virtualDisplay && !(await inPath('Xvfb'))) {
    lacks.push('Xvfb')
    wanted.push(...virtualDisplayPackages)
  }
  if (wanted.length === 0) return

  if (!(await inPath('apt-get'))) {
    throw new Error(
      `This system lacks ${lacks.join(', ')}: install them (Debian’s packages are called ${wanted.join(' ')}).`,
    )
  }
  if (process.getuid?.() !== 0) {
    const names = chooseNames(wanted, await installable(wanted))
    throw new Error(`This system lacks ${lacks.join(', ')}. Run: ${aptLine(names)}`)
  }
  await install(wanted)
}

async function install(packages: readonly string[]): Promise<void> {
  const progress = startProgress('system packages')
  let found = await installable(packages)
  if (!packages.every((name) => candidateNames(name).some((candidate) => found.has(candidate)))) {
    progress.step('apt-get update')
    await aptGet(['update'])
    found = await installable(packages)
  }
  const names = chooseNames(packages, found)
  progress.step(`installing ${names.join(' ')}`)
  await aptGet(['install', '-y', '--no-install-recommends', ...names], (line) => {
    const unpacked = /^Setting up (\S+)/.exec(line)?.[1]
    if (unpacked !== undefined && process.stderr.isTTY) progress.step(`setting up ${unpacked}`)
  })
  progress.end('installed')
}

async function aptGet(args: readonly string[], onLine?: (line: string) => void): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another apt-get may be at work (unattended upgrades): it is given two minutes.
  const child = spawn('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  createInterface(child.stdout).on('line', (line) => onLine?.(line))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`apt-get ${args[0] ?? ''} failed: ${complaint.trim()}`)
}

async function installable(packages: readonly string[]): Promise<ReadonlySet<string>> {
  const { stdout } = await run('apt-cache', ['policy', ...packages.flatMap(candidateNames)], {
    env: { ...process.env, LC_ALL: 'C' },
  })
  return parseInstallable(stdout)
}

/** What a program prints; nothing where it fails. */
async function said(program: string, args: readonly string[]): Promise<string> {
  return run(program, args).then(
    ({ stdout }) => stdout,
    () => '',
  )
}

async function hasFont(): Promise<boolean> {
  const entries = await readdir('/usr/share/fonts', { recursive: true }).catch(() => [])
  return entries.some((name) => /\.(ttf|otf|ttc|pfb)$/i.test(name))
}

async function inPath(program: string): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const found = folders.map((folder) =>
    access(path.join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    ),
  )
  return (await Promise.all(found)).includes(true)
}
