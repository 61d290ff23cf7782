import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { ControlAnswer, ControlMethod, ControlMethods } from './control-protocol.ts'

/** A connection to a supervisor's control socket. */
export interface ControlClient {
  /** Rejects with the supervisor's message, or when it goes away. */
  call<M extends ControlMethod>(method: M, params: ControlMethods[M]['params']): Promise<ControlMethods[M]['result']>
  close(): void
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Connects to the control socket at `path`. It does not keep the process alive by itself. */
export async function connectControl(path: string): Promise<ControlClient> {
  const socket = await opened(path)
  const waiting = new Map<number, Waiting>()
  let nextId = 0
  createInterface({ input: socket }).on('line', (line) => {
    const answer = JSON.parse(line) as ControlAnswer
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) socket.unref()
    if (answer.ok) asked?.resolve(answer.result)
    else asked?.reject(new Error(answer.message))
  })
  socket.on('error', () => undefined)
  socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The cluster is gone'))
    waiting.clear()
  })
  socket.unref()
  return {
    call<M extends ControlMethod>(method: M, params: ControlMethods[M]['params']) {
      return new Promise<ControlMethods[M]['result']>((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('The cluster is gone'))
          return
        }
        const id = nextId++
        waiting.set(id, { resolve: (result) => resolve(result as ControlMethods[M]['result']), reject })
        socket.ref()
        socket.write(`${JSON.stringify({ id, method, params })}\n`)
      })
    },
    close: () => socket.destroy(),
  }
}

function opened(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}
