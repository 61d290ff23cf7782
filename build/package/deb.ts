import { execFile } from 'node:child_process'
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { completionScript, kubectlCompletion } from '../../electron/cli/completion.ts'
import { manPage } from '../../electron/cli/help.ts'
import { executable } from './builder-config.ts'
import { controlFile, debArchitecture, desktopEntry, installFolder, launcher, postinst } from './deb-files.ts'
import { linuxSizes } from './icons.ts'

const run = promisify(execFile)

export interface DebOptions {
  /** The unpacked program. */
  readonly program: string
  readonly icons: string
  /** The repository, for its licence. */
  readonly root: string
  readonly version: string
  readonly arch: string
  readonly homepage: string | undefined
  /** Seconds since the epoch for every file, so that the same program makes the same package. */
  readonly time: number | undefined
  /** Take the time to make it small. */
  readonly small: boolean
  /** The folder that the package goes to. */
  readonly output: string
}

/** Makes a Debian package of the unpacked program with nothing but dpkg-deb. Returns its path. */
export async function makeDeb(options: DebOptions): Promise<string> {
  const { program, icons, root, version, arch, homepage, time, output } = options
  const tree = await mkdtemp(path.join(output, 'deb-'))
  try {
    const at = (file: string): string => path.join(tree, file)
    await chmod(tree, 0o755)
    await mkdir(path.dirname(at(installFolder)), { recursive: true })
    await cp(program, at(installFolder), { recursive: true })
    await write(at(`usr/bin/${executable}`), launcher)
    await chmod(at(`usr/bin/${executable}`), 0o755)
    await symlink(executable, at(`usr/bin/kubectl-${executable}`))
    await write(at(`usr/share/applications/${executable}.desktop`), desktopEntry)
    for (const size of linuxSizes) {
      const name = `${size}x${size}`
      await copy(path.join(icons, 'linux', `${name}.png`), at(`usr/share/icons/hicolor/${name}/apps/${executable}.png`))
    }
    const svg = `usr/share/icons/hicolor/scalable/apps/${executable}.svg`
    await copy(path.join(icons, `${executable}.svg`), at(svg))
    await copy(path.join(root, 'LICENSE'), at(`usr/share/doc/${executable}/copyright`))
    const day = time === undefined ? '' : new Date(time * 1000).toISOString().slice(0, 10)
    await write(at(`usr/share/man/man1/${executable}.1.gz`), gzipSync(manPage(version, day), { level: 9 }))
    const bash = `usr/share/bash-completion/completions/${executable}`
    await write(at(bash), completionScript('bash'))
    const forKubectl = at(`usr/bin/kubectl_complete-${executable}`)
    await write(forKubectl, kubectlCompletion(`/${bash}`))
    await chmod(forKubectl, 0o755)
    await write(at(`usr/share/zsh/vendor-completions/_${executable}`), completionScript('zsh'))
    await write(at(`usr/share/fish/vendor_completions.d/${executable}.fish`), completionScript('fish'))
    await settleModes(tree)
    const installedKb = Math.ceil((await sizeOf(tree)) / 1024)
    await write(at('DEBIAN/control'), controlFile({ version, arch, installedKb, homepage }))
    await write(at('DEBIAN/postinst'), postinst)
    await chmod(at('DEBIAN/postinst'), 0o755)
    const file = path.join(output, `${executable}_${version}_${debArchitecture(arch)}.deb`)
    const env = { ...process.env, ...(time !== undefined && { SOURCE_DATE_EPOCH: String(time) }) }
    // xz takes minutes for Chromium, and saves a fifth: worth it for what many people download.
    const compression = options.small ? ['-Zxz', '-z6'] : ['-Zzstd', '-z3']
    await run('dpkg-deb', ['--root-owner-group', ...compression, '--build', tree, file], { env })
    return file
  } finally {
    await rm(tree, { recursive: true, force: true })
  }
}

/** Everything may be read by everybody, whatever the umask of the one who packs. */
async function settleModes(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(file, 0o755)
    else if (entry.isFile()) await chmod(file, ((await stat(file)).mode & 0o111) === 0 ? 0o644 : 0o755)
  }
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name))).size
  return bytes
}

async function write(file: string, text: string | Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true })
  await copyFile(from, to)
}
