import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { RealCluster } from '../cluster/real-cluster.ts'

// A socket file is seen from every network namespace, so one process inside is enough for all connections.
const inside = `const { connect, createServer } = require('node:net')
const [file, host, port] = process.argv.slice(1)
createServer((from) => {
  const to = connect(Number(port), host)
  for (const [a, b] of [[from, to], [to, from]]) a.on('error', () => b.destroy()).on('close', () => b.destroy()).pipe(b)
}).listen(file, () => console.log('listening'))`

/** The way to an application that has neither Porthole nor the API server in it. */
export interface DirectAccess {
  /** `http://127.0.0.1:PORT/`. */
  readonly url: string
  stop(): Promise<void>
}

/** Carries bytes from a port of this computer to a pod of the cluster. */
export async function directAccess(cluster: RealCluster, host: string, port: number): Promise<DirectAccess> {
  const file = join(cluster.directory, `direct-${port}.sock`)
  const { command, args } = cluster.enterCommand(process.execPath, ['-e', inside, file, host, String(port)])
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  const server = createServer((from) => {
    const to = connect(file)
    from.on('error', () => to.destroy()).on('close', () => to.destroy())
    to.on('error', () => from.destroy()).on('close', () => from.destroy())
    from.pipe(to).pipe(from)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.close()
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}
