import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { HostAnswer, HostRequest } from '../apps/host.ts'
import type { AppPort, BuiltInApp } from '../control-protocol.ts'

/** Runs the built-in applications, all in one process that starts with the first of them. */
export interface BuiltInHost {
  /** Starts an application on an address, and returns what stops it. */
  start(app: BuiltInApp, address: string, ports: readonly AppPort[]): Promise<() => Promise<void>>
}

type Settle = (answer: HostAnswer) => void

/** One process apart from the supervisor's, so that what they serve does not compete with the relay. */
export function createBuiltInHost(env: Readonly<Record<string, string>>): BuiltInHost {
  const waiting = new Map<number, Settle>()
  let child: ChildProcess | undefined
  let nextId = 0
  const running = (): ChildProcess => {
    if (child !== undefined) return child
    child = fork(join(import.meta.dirname, '../apps/host.ts'), [], {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.on('message', (answer: HostAnswer) => {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    })
    child.once('exit', () => {
      child = undefined
      for (const [id, settle] of waiting) settle({ id, failure: 'The process of the built-in applications ended' })
      waiting.clear()
    })
    return child
  }
  const ask = (request: HostRequest): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.set(request.id, ({ failure }) => {
        if (failure === undefined) resolve()
        else reject(new Error(failure))
      })
      running().send(request)
    })
  return {
    async start(app, address, ports) {
      await ask({ id: nextId++, kind: 'start', app, address, ports })
      return () => ask({ id: nextId++, kind: 'stop', address })
    },
  }
}
