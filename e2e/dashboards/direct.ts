import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { RealCluster } from '../cluster/real-cluster.ts'

// A socket file is seen from every network namespace, so one process inside is enough for all connections. It ends with
// whoever started it, which may be killed.
const inside = `const { connect, createServer } = require('node:net')
const [folder, host, ...ports] = process.argv.slice(1)
let left = ports.length
for (const port of ports) {
  createServer((from) => {
    const to = connect(Number(port), host)
    for (const [a, b] of [[from, to], [to, from]]) a.on('error', () => b.destroy()).on('close', () => b.destroySoon()).pipe(b)
  }).listen(folder + '/' + port, () => --left === 0 && console.log('listening'))
}
process.stdin.on('end', () => process.exit()).resume()`

/** The way to an application that has neither Porthole nor the API server in it. */
export interface DirectAccess {
  /** The port of 127.0.0.1 for each port of the pod. */
  readonly ports: ReadonlyMap<number, number>
  stop(): Promise<void>
}

/** Carries bytes from ports of this computer to those of a pod of the cluster. */
export async function directAccess(
  cluster: RealCluster,
  host: string,
  podPorts: readonly number[],
): Promise<DirectAccess> {
  // Its own, as a cluster may outlive many of them: what a killed run has left stands in no other's way.
  const directory = await mkdtemp(join(cluster.directory, 'direct-'))
  const { command, args } = cluster.enterCommand(process.execPath, [
    '-e',
    inside,
    directory,
    host,
    ...podPorts.map(String),
  ])
  const child: ChildProcess = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  const servers = await Promise.all(podPorts.map((port) => relayTo(join(directory, String(port)))))
  return {
    ports: new Map(servers.map((server, at) => [podPorts[at] ?? 0, (server.address() as AddressInfo).port])),
    async stop() {
      for (const server of servers) server.close()
      const exited = once(child, 'exit')
      child.kill()
      await exited
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function relayTo(file: string): Promise<Server> {
  const server = createServer((from) => {
    const to = connect(file)
    // Whoever is still to get something when the other side closes gets it.
    from.on('error', () => to.destroy()).on('close', () => to.destroySoon())
    to.on('error', () => from.destroy()).on('close', () => from.destroySoon())
    from.pipe(to).pipe(from)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
