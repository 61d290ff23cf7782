import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildBinaries } from './build-binaries.ts'
import { cacheFolder } from './cache-folder.ts'
import { ClusterUnavailable } from './cluster-unavailable.ts'

export const kubernetesVersion = '1.37.2'

/** Paths of the programs that make a cluster. */
export interface Binaries {
  readonly etcd: string
  readonly apiServer: string
  readonly kubectl: string
  /** A kubelet without containers, for port-forward; a KUBEBUILDER_ASSETS folder seldom has it. */
  readonly kwok: string | undefined
}

const toolsFolder = join(import.meta.dirname, 'tools')

/**
 * The programs from KUBEBUILDER_ASSETS, else from the cache, else built with Go into the cache (about 7 minutes; lines
 * about it go to `progress`). Throws {@link ClusterUnavailable} where none of the three is possible.
 */
export async function findBinaries(
  progress: (line: string) => void = toStderr,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Binaries> {
  const assets = env['KUBEBUILDER_ASSETS']
  if (assets !== undefined && assets !== '') {
    const found = await binariesIn(assets)
    if (found !== undefined) return found
    throw new ClusterUnavailable(
      `KUBEBUILDER_ASSETS=${assets} has no etcd, kube-apiserver and kubectl in it; unset it to have them built with Go.`,
    )
  }
  const folder = await builtFolder(env)
  const cached = await binariesIn(folder)
  if (cached !== undefined) return cached
  await buildBinaries({ toolsFolder, folder, version: kubernetesVersion, progress, env })
  const built = await binariesIn(folder)
  if (built === undefined) throw new Error(`The build left no kube-apiserver in ${folder}`)
  return built
}

/** The cache folder of this pinned set: another go.sum is another folder, so a change of version is never missed. */
async function builtFolder(env: NodeJS.ProcessEnv): Promise<string> {
  const sums = await readFile(join(toolsFolder, 'go.sum'))
  const key = createHash('sha256').update(sums).digest('hex').slice(0, 12)
  return join(cacheFolder(env), `kubernetes-${kubernetesVersion}-${process.platform}-${process.arch}-${key}`)
}

async function binariesIn(folder: string): Promise<Binaries | undefined> {
  const [etcd, apiServer, kubectl, kwok] = await Promise.all(
    ['etcd', 'kube-apiserver', 'kubectl', 'kwok'].map(async (name) => {
      const path = join(folder, name)
      return (await isExecutable(path)) ? path : undefined
    }),
  )
  if (etcd === undefined || apiServer === undefined || kubectl === undefined) return undefined
  return { etcd, apiServer, kubectl, kwok }
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`)
}
