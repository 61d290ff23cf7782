import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inNewNamespace, onlyChildOf, systemPath } from './namespace.ts'
import { listenForRelay } from './relay-listener.ts'
import type { Plan, ToOwner, ToSupervisor } from './supervisor/plan.ts'

/** A cluster's namespace, owned by this process: when this process goes, so does all of it. */
export interface Supervised {
  /** The folder of its data, certificates, kubeconfigs and logs. */
  readonly directory: string
  /** Process 1 of the namespace, as seen from outside. */
  readonly namespacePid: number
  /** Ends everything inside and waits until it is gone, its folder too. */
  stop(): Promise<void>
}

const stopTimeoutMs = 15_000

/** Starts a supervisor in a namespace of its own; resolves when its cluster is ready. */
export async function supervise(plan: Plan): Promise<Supervised> {
  const child = spawnSupervisor(plan)
  const complaints = collect(child)
  let port: number | undefined
  let directory: string | undefined
  const ended = once(child, 'exit').then(async () => {
    // Normally it has done so itself; not when it was killed.
    if (directory !== undefined) await rm(directory, { recursive: true, force: true })
  })
  const lend = async (): Promise<void> => {
    const made = await listenForRelay(port)
    port = made.port
    const message: ToSupervisor = { kind: 'listener', port }
    // It belongs to the supervisor now; this copy would keep the port open.
    child.send(message, made.server, () => made.server.close())
  }
  const stop = async (): Promise<void> => {
    if (child.connected) child.send({ kind: 'stop' } satisfies ToSupervisor)
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    await ended
    clearTimeout(timer)
  }
  try {
    directory = await new Promise<string>((resolve, reject) => {
      child.on('message', (message: ToOwner) => {
        if (message.kind === 'listener-wanted') lend().catch(reject)
        else if (message.kind === 'ready') resolve(message.directory)
        else if (directory === undefined) reject(new Error(`The cluster did not start: ${message.message}`))
        else process.stderr.write(`cluster: ${message.message}\n`)
      })
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`The cluster's supervisor ended: ${complaints()}`)))
    })
    return { directory, namespacePid: await onlyChildOf(child.pid ?? 0), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function spawnSupervisor(plan: Plan): ChildProcess {
  const require = createRequire(import.meta.url)
  const loader = pathToFileURL(require.resolve('tsx')).href
  const script = join(import.meta.dirname, 'supervisor', 'main.ts')
  const { command, args } = inNewNamespace(process.execPath, ['--import', loader, script, JSON.stringify(plan)])
  return spawn(command, args, {
    // Nothing of the user's settings: no KUBECONFIG, no proxy, no NODE_OPTIONS of a test runner.
    // Inside it is root, whose cache folder in TMPDIR tsx would make.
    env: {
      PATH: systemPath,
      TSX_DISABLE_CACHE: '1',
      ...(process.env['TMPDIR'] === undefined ? {} : { TMPDIR: process.env['TMPDIR'] }),
    },
    cwd: import.meta.dirname,
    // A session of its own: Ctrl-C reaches the owner alone, which then ends it in order.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** The last of what it says on stderr. */
function collect(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text = (text + chunk).slice(-2000)))
  return () => text.trim()
}
