import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

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
  // An upgrade counts when it arrives; what would be said afterwards does not matter.
  server.on('upgrade', (request, socket) => {
    seen.push({ line: `UPGRADE ${request.url ?? ''}`, cookie: request.headers.cookie ?? '' })
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
