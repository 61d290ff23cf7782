import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onlyChildOf } from '../../e2e/cluster/namespace.ts'
import type { RealCluster } from '../../e2e/cluster/real-cluster.ts'
import { residentMemory, startServing } from '../../e2e/conformance/serving-process.ts'
import { repoRoot } from '../paths.ts'

/** What Porthole's process uses, seen from outside except for the heap and the event loop. */
export interface Vitals {
  /** Bytes, after a collection; with what lies outside the heap. */
  readonly heap: number
  readonly resident: number
  /** Open file descriptors. */
  readonly files: number
  /** Connections to the API server, tunnels among them. */
  readonly upstream: number
  /** How late the event loop was since the last look, ms. */
  readonly loop: { readonly p50: number; readonly p99: number; readonly max: number }
}

/** Porthole without a window in a process of its own, inside the cluster's namespace; it ends with the cluster. */
export interface EngineProcess {
  readonly port: number
  readonly pid: number
  vitals(): Promise<Vitals>
}

/** The API server's port as /proc has it. */
const apiPort = ':192B'

export async function startEngine(cluster: RealCluster, kubeconfig: string): Promise<EngineProcess> {
  const preload = join(import.meta.dirname, 'vitals.mjs')
  const script = join(repoRoot, 'out/main/headless.js')
  const args = ['--expose-gc', '--import', preload, script, '--kubeconfig', kubeconfig, '--port', '0']
  const started = startServing(cluster.enterCommand(process.execPath, args), process.env)
  const port = await started.port()
  await started.line(/^Connected to /)
  // What was started is nsenter, which waits for it.
  const pid = await onlyChildOf(started.pid)
  let looks = 0
  return {
    port,
    pid,
    async vitals() {
      const [resident, files, upstream] = await Promise.all([residentMemory(pid), openFiles(pid), connections(pid)])
      looks += 1
      process.kill(pid, 'SIGUSR2')
      const said = (): string[] => started.stderr.filter((line) => line.startsWith('vitals '))
      while (said().length < looks) await sleep(10)
      const { loop, heap, external } = JSON.parse(said().at(-1)?.slice('vitals '.length) ?? '') as Record<
        'heap' | 'external',
        number
      > &
        Pick<Vitals, 'loop'>
      return { loop, heap: heap + external, resident, files, upstream }
    },
  }
}

async function openFiles(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length
}

/** Established connections of a process to the API server. */
async function connections(pid: number): Promise<number> {
  const own = new Set<string>()
  for (const fd of await readdir(`/proc/${pid}/fd`)) {
    const link = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')
    const [, inode] = /^socket:\[(\d+)\]$/.exec(link) ?? []
    if (inode !== undefined) own.add(inode)
  }
  const lines = (await readFile(`/proc/${pid}/net/tcp`, 'utf8')).split('\n').slice(1)
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , remote = '', state, , , , , , inode = '']) => {
      return remote.endsWith(apiPort) && state === '01' && own.has(inode)
    }).length
}
