import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import { unlessUnavailable } from './cluster-unavailable.ts'
import { requireNamespaces } from './namespace.ts'
import type { ClusterAddress } from './real-cluster.ts'

const available = await unlessUnavailable('that a cluster leaves nothing behind', async () => {
  await requireNamespaces()
  return findBinaries()
})

let temp = ''
let owner: ChildProcess | undefined
beforeEach(async () => (temp = await mkdtemp(join(tmpdir(), 'porthole-lifetime-'))))
afterEach(async () => {
  owner?.kill('SIGKILL')
  await rm(temp, { recursive: true })
})

/** A process of its own that starts a cluster, in a process group of its own, its temp folder in ours. */
function startOwner(): ChildProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  owner = fork(join(import.meta.dirname, 'lifetime-fixture.ts'), {
    execArgv: ['--import', loader],
    env: { ...process.env, TMPDIR: temp },
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return owner
}

async function startedCluster(by: ChildProcess): Promise<{ address: ClusterAddress; network: string }> {
  const [address] = (await once(by, 'message')) as [ClusterAddress]
  return { address, network: await readlink(`/proc/${address.namespacePid}/ns/net`) }
}

/** The processes in a network namespace; the one of `unshare` is there too. */
async function processesIn(network: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => ((await readlink(`/proc/${pid}/ns/net`).catch(() => '')) === network ? pid : undefined)),
  )
  return found.filter((pid) => pid !== undefined)
}

async function clusterFolders(): Promise<string[]> {
  return (await readdir(temp)).filter((name) => name.startsWith('porthole-cluster-'))
}

const patience = { timeout: 15_000, interval: 50 }

describe.skipIf(available === undefined)('nothing is left behind', () => {
  test.each<[how: string, end: (owner: ChildProcess, address: ClusterAddress) => void]>([
    ['stop()', (by) => by.send('stop')],
    ['SIGINT of its owner', (by) => by.kill('SIGINT')],
    ['SIGKILL of its owner', (by) => by.kill('SIGKILL')],
    ["SIGKILL of its owner's process group", (by) => process.kill(-(by.pid ?? 0), 'SIGKILL')],
    ['SIGKILL of its supervisor', (_by, { namespacePid }) => process.kill(namespacePid, 'SIGKILL')],
  ])('after %s', async (_how, end) => {
    const by = startOwner()
    const { address, network } = await startedCluster(by)
    // unshare, supervisor, etcd, API server, and the process of the built-in applications at least.
    expect((await processesIn(network)).length).toBeGreaterThanOrEqual(5)
    expect(await clusterFolders()).toHaveLength(1)
    end(by, address)
    await expect.poll(() => processesIn(network), patience).toEqual([])
    await expect.poll(clusterFolders, patience).toEqual([])
  })

  test('after SIGKILL of its owner while it was starting', async () => {
    const by = startOwner()
    await expect.poll(clusterFolders, patience).toHaveLength(1)
    by.kill('SIGKILL')
    await expect.poll(clusterFolders, patience).toEqual([])
  })
})
