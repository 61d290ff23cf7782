import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { ClusterUnavailable } from './cluster-unavailable.ts'
import { withLock } from './lock.ts'

/** What to build and where to put it. */
export interface Build {
  readonly toolsFolder: string
  readonly folder: string
  readonly version: string
  readonly progress: (line: string) => void
  readonly env: NodeJS.ProcessEnv
}

const progressEveryMs = 10_000

/** Builds the `tool` lines of tools/go.mod into `folder`, which appears whole or not at all. */
export async function buildBinaries(build: Build): Promise<void> {
  const env = { ...build.env, PATH: `${build.env['PATH'] ?? ''}:/usr/local/go/bin`, CGO_ENABLED: '0' }
  await requireGo(build, env)
  const announce = (pid: number): void => {
    build.progress(`Kubernetes ${build.version} is being built by process ${pid}; waiting for it`)
  }
  await withLock(`${build.folder}.lock`, announce, async () => {
    if (await exists(build.folder)) return
    const parent = dirname(build.folder)
    const prefix = `.${basename(build.folder)}-`
    await mkdir(parent, { recursive: true })
    // An interrupted build leaves its folder behind.
    const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix))
    await Promise.all(leftovers.map((name) => rm(join(parent, name), { recursive: true, force: true })))
    const half = await mkdtemp(join(parent, prefix))
    try {
      await compile(build, env, half)
      // `go build` names a program after its folder, and etcd's is called server.
      await rename(join(half, 'server'), join(half, 'etcd'))
      await rename(half, build.folder)
    } finally {
      await rm(half, { recursive: true, force: true })
    }
  })
}

/** The version check happens in the tools folder, where Go compares itself with the `go` line of go.mod. */
async function requireGo(build: Build, env: NodeJS.ProcessEnv): Promise<void> {
  const answer = await run('go', ['env', 'GOVERSION'], build.toolsFolder, env, () => undefined).catch(() => undefined)
  if (answer?.code === 0) return
  const reason = answer === undefined ? 'Go is not installed' : answer.tail.join(' ')
  throw new ClusterUnavailable(
    `There is no Kubernetes API server to test with (${reason}).\n` +
      'Install Go 1.26 or newer (https://go.dev/dl) to have it built once, about 7 minutes, ' +
      `or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl ${build.version}.`,
  )
}

async function compile(build: Build, env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  const started = Date.now()
  let packages = 0
  // The last line since the last report; Go says nothing while it links or reads its cache.
  let current: string | undefined
  const report = (): void => {
    const seconds = Math.round((Date.now() - started) / 1000)
    build.progress(`  ${seconds} s: ${packages} packages compiled; ${current ?? 'linking'}`)
    current = undefined
  }
  build.progress(`Building Kubernetes ${build.version} for the tests, once; about 7 minutes on two cores`)
  const timer = setInterval(report, progressEveryMs)
  try {
    // Without the version stamp `kubectl version` cannot parse what the server says of itself.
    const stamp = `-s -w -X k8s.io/component-base/version.gitVersion=v${build.version}`
    const args = ['build', '-trimpath', '-v', '-ldflags', stamp, '-o', folder, 'tool']
    const { code, tail } = await run('go', args, build.toolsFolder, env, (line) => {
      if (!line.startsWith('go: ')) packages += 1
      current = line.replace(/^go: /, '')
    })
    if (code !== 0) throw new ClusterUnavailable(`Building Kubernetes ${build.version} failed:\n${tail.join('\n')}`)
  } finally {
    clearInterval(timer)
  }
  current = `done, in ${build.folder}`
  report()
}

interface Ran {
  readonly code: number | null
  /** The last lines that were printed. */
  readonly tail: readonly string[]
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
    const tail: string[] = []
    createInterface({ input: child.stderr }).on('line', (line) => {
      onLine(line)
      tail.push(line)
      if (tail.length > 20) tail.shift()
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, tail }))
  })
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
