import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A server that takes whatever looks like the first line of a request for one, wherever it stands. */
export interface CarelessServer {
  readonly port: number
  /** The targets of what it took for requests. */
  readonly targets: string[]
  close(): Promise<void>
}

/** The control of attacks by bytes: what not even this one takes for a request would attack nobody. */
export async function startCarelessServer(): Promise<CarelessServer> {
  const targets: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
    socket.setEncoding('latin1').on('data', (text: string) => {
      for (const [, target] of text.matchAll(/\b[A-Z]+ (\S.*?) HTTP\/1\.[01]\b/gs)) targets.push(target ?? '')
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
