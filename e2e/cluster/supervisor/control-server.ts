import { createServer, type Server } from 'node:net'
import { createInterface } from 'node:readline'
import type { ControlAnswer, ControlMethod, ControlMethods, ControlRequest } from '../control-protocol.ts'

/** What the supervisor does for each method. */
export type ControlHandlers = {
  readonly [M in ControlMethod]: (params: ControlMethods[M]['params']) => Promise<ControlMethods[M]['result']>
}

/** Serves the control protocol on a unix socket, to several test processes at once. */
export function serveControl(path: string, handlers: ControlHandlers): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    createInterface({ input: socket }).on('line', (line) => {
      void answer(JSON.parse(line) as ControlRequest, handlers).then((text) =>
        socket.write(`${JSON.stringify(text)}\n`),
      )
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve(server))
  })
}

async function answer<M extends ControlMethod>(
  request: ControlRequest<M>,
  handlers: ControlHandlers,
): Promise<ControlAnswer> {
  const { id, method, params } = request
  try {
    return { id, ok: true, result: await handlers[method](params) }
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}
