import type { Server } from 'node:net'
import type { FromOwner, ToOwner, ToSupervisor } from './plan.ts'

/** The process outside that started this one and owns the cluster. */
export interface Owner {
  tell(message: ToOwner): void
  /** Asks for a listening socket made outside the namespace, and the port that it has there. */
  listener(): Promise<{ server: Server; port: number }>
}

/** Calls `onGone` when the owner says stop, or is no longer there: the channel ends however it died. */
export function connectOwner(onGone: () => void): Owner {
  const wanting: ((answer: { server: Server; port: number }) => void)[] = []
  const receive: FromOwner = (message, listener) => {
    if (message.kind === 'stop') onGone()
    else if (listener !== undefined) wanting.shift()?.({ server: listener, port: message.port })
  }
  process.on('message', (message: ToSupervisor, handle) => receive(message, handle as Server | undefined))
  process.once('disconnect', onGone)
  // It may have ended while this process was loading.
  if (!process.connected) onGone()
  return {
    tell: (message) => {
      if (process.connected) process.send?.(message)
    },
    listener: () =>
      new Promise((resolve) => {
        wanting.push(resolve)
        process.send?.({ kind: 'listener-wanted' } satisfies ToOwner)
      }),
  }
}
