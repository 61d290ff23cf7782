import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** A web server that writes down what reached it. */
export interface Recorder {
  readonly port: number
  /** What came, as `METHOD URL`, with the cookies. */
  readonly seen: { line: string; cookie: string }[]
  close(): Promise<void>
}

/** Starts one on 127.0.0.1; `answer` may take a request over, else it gets a small page. */
export async function startRecorder(answer?: (...given: Parameters<RequestListener>) => boolean): Promise<Recorder> {
  const seen: Recorder['seen'] = []
  const note: RequestListener = (request) => {
    seen.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, cookie: request.headers.cookie ?? '' })
  }
  const server = createServer((request, response) => {
    note(request, response)
    if (answer?.(request, response) !== true) response.setHeader('content-type', 'text/html').end('<title>page</title>')
  })
  // An upgrade counts when it arrives; it gets no WebSocket, and with `/upgrade/200` a connection that stays.
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (request, socket) => {
    upgraded.add(socket)
    socket.on('error', () => undefined)
    seen.push({ line: `UPGRADE ${request.url ?? ''}`, cookie: request.headers.cookie ?? '' })
    const [, status] = /\/upgrade\/(\d+)/.exec(request.url ?? '') ?? []
    if (status === undefined) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.write(`HTTP/1.1 ${status} Not an upgrade\r\nContent-Length: 0\r\n\r\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      for (const socket of upgraded) socket.destroy()
      await closed
    },
  }
}
