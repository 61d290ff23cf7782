import { writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { kubeconfigText } from '../cluster/kubeconfig.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'

/** A way to the API server that can be cut while others still reach it. */
export interface CuttableWay {
  /** A kubeconfig of the administrator that goes this way. */
  readonly kubeconfig: string
  /** Resets what is open and refuses what comes. */
  cut(): Promise<void>
  mend(): Promise<void>
}

/** Listens on a port of 127.0.0.1 and passes connections on; `folder` gets the kubeconfig. */
export async function cuttableWay(cluster: RealCluster, folder: string): Promise<CuttableWay> {
  const target = Number(new URL(cluster.server).port)
  const open = new Set<Socket>()
  const serve = (client: Socket): void => {
    const upstream = connect({ host: '127.0.0.1', port: target })
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket)
      socket.pipe(other)
      socket.once('error', () => undefined)
      socket.once('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
  }
  let server = await listening(serve, 0)
  const { port } = server.address() as AddressInfo
  const kubeconfig = join(folder, 'cuttable')
  const { certificateAuthority, adminToken } = cluster
  await writeFile(
    kubeconfig,
    kubeconfigText({
      contextName: 'cuttable',
      userName: 'admin',
      server: `https://127.0.0.1:${port}`,
      certificateAuthority,
      credential: { token: adminToken },
    }),
  )
  return {
    kubeconfig,
    async cut() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.resetAndDestroy()
      await closed
    },
    async mend() {
      server = await listening(serve, port)
    },
  }
}

function listening(serve: (socket: Socket) => void, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(serve).once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
