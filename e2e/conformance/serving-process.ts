import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import type { Command } from '../cluster/namespace.ts'
import type { RealCluster } from '../cluster/real-cluster.ts'

/** A program that says on stdout where it serves: `kubectl proxy`, or Porthole without a window. */
export interface ServingProcess {
  readonly pid: number
  /** Lines so far. */
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
  /** The port in its first line. Rejects when it ends without such a line. */
  port(): Promise<number>
  /** Resolves with the first line of either stream, past or to come, that matches; rejects when it ends without one. */
  line(pattern: RegExp): Promise<string>
  signal(name: NodeJS.Signals): void
  /** Resolves when it has ended: its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>
  /** Ctrl-C, and waits. */
  stop(): Promise<number | null>
  /** Its resident memory, bytes. */
  memory(): Promise<number>
}

const repoRoot = join(import.meta.dirname, '../..')

/** `kubectl proxy` on a free port, as the cluster's administrator unless `args` say otherwise. */
export function startKubectlProxy(cluster: RealCluster, args: readonly string[] = []): ServingProcess {
  const command = cluster.kubectlCommand(['proxy', '--port=0', ...args])
  return startServing(command, command.env)
}

/** Porthole without a window, straight from its sources. */
export function startHeadless(args: readonly string[], env: NodeJS.ProcessEnv = process.env): ServingProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const script = join(repoRoot, 'electron/headless.ts')
  return startServing({ command: process.execPath, args: ['--import', loader, script, ...args] }, env)
}

/** Starts a program and collects its lines. Its settings are its own, and gone with it. */
export function startServing({ command, args }: Command, env: NodeJS.ProcessEnv): ServingProcess {
  const config = mkdtempSync(join(tmpdir(), 'porthole-config-'))
  const child = spawn(command, args, {
    env: { ...env, XDG_CONFIG_HOME: config },
    cwd: repoRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stdout: string[] = []
  const stderr: string[] = []
  const waiting = new Set<(line: string) => void>()
  const collect = (lines: string[]) => (line: string) => {
    lines.push(line)
    for (const look of [...waiting]) look(line)
  }
  createInterface({ input: child.stdout }).on('line', collect(stdout))
  createInterface({ input: child.stderr }).on('line', collect(stderr))
  // `close` comes after the last line, `exit` may not.
  const ended = once(child, 'close').then(async ([code]) => {
    await rm(config, { recursive: true, force: true })
    return code as number | null
  })
  const line = (pattern: RegExp): Promise<string> => {
    const known = [...stdout, ...stderr].find((text) => pattern.test(text))
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((resolve, reject) => {
      const look = (text: string): void => {
        if (!pattern.test(text)) return
        waiting.delete(look)
        resolve(text)
      }
      waiting.add(look)
      ended.then((code) => {
        reject(
          new Error(`${command} ended (${code ?? 'by a signal'}) without ${String(pattern)}: ${stderr.join('\n')}`),
        )
      }, reject)
    })
  }
  const pid = child.pid ?? 0
  return {
    pid,
    stdout,
    stderr,
    line,
    ended,
    port: async () => Number(/:(\d+)$/.exec(await line(/^Starting to serve on /))?.[1]),
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGINT')
      return ended
    },
    memory: () => residentMemory(pid),
  }
}

/** Resident memory of a process, bytes. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}
