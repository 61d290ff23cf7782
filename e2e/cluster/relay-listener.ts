import { createServer, type Server } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

// Below the ephemeral range, so that no outgoing connection takes the port while the API server is stopped.
const lowestPort = 20_000
const portCount = 10_000
const patienceMs = 5_000

/** Listens on 127.0.0.1: on `port`, which may still be closing, or on a free one. */
export async function listenForRelay(port?: number): Promise<{ server: Server; port: number }> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const wanted = port ?? lowestPort + Math.floor(Math.random() * portCount)
    const server = await listening(wanted)
    if (server !== undefined) return { server, port: wanted }
    if (Date.now() > deadline) throw new Error(`127.0.0.1:${wanted} is in use`)
    if (port !== undefined) await delay(50)
  }
}

/** Undefined where the port is taken. */
function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
