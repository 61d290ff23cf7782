import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { systemPath } from '../namespace.ts'
import type { Daemon } from './daemon.ts'

const runFile = promisify(execFile)

/** The address of the API server and the node. It must be global unicast: the service proxy refuses loopback. */
export const nodeAddress = '10.244.0.1'

/**
 * Brings the namespace's network up. On the loopback device a prefix makes every address in it local, as 127.0.0.0/8
 * is, so pods need no addresses of their own added.
 */
export async function configureNetwork(): Promise<void> {
  const env = { PATH: systemPath }
  await runFile('ip', ['link', 'set', 'lo', 'up'], { env })
  await runFile('ip', ['addr', 'add', `${nodeAddress}/16`, 'dev', 'lo'], { env })
}

/** The nth pod's address, counted from 0, within 10.244.0.0/16. Throws when they are used up. */
export function podAddress(index: number): string {
  const host = index + 10
  if (host > 0xfffe) throw new Error('No pod addresses are left')
  return `10.244.${host >> 8}.${host & 0xff}`
}

const retryMs = 50

/** Waits until a port accepts a connection; throws when its program ends first or after `timeoutMs`. */
export async function waitForPort(host: string, port: number, daemon: Daemon, timeoutMs: number): Promise<void> {
  let ended: string | undefined
  void daemon.ended.then((how) => (ended = how))
  const deadline = Date.now() + timeoutMs
  while (!(await accepts(host, port))) {
    if (ended !== undefined) throw new Error(ended)
    if (Date.now() > deadline) throw new Error(`${daemon.name} did not listen on ${host}:${port} in ${timeoutMs} ms`)
    await delay(retryMs)
  }
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
