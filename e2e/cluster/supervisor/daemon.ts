import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A program that keeps running, in a process group of its own, its output in a log file. */
export interface Daemon {
  readonly name: string
  readonly pid: number
  /** Settles when it has ended, with how it ended and the end of its log. */
  readonly ended: Promise<string>
  /** Signals the whole group; nothing happens when it has ended already. */
  signal(signal: NodeJS.Signals): void
}

export interface DaemonSpec {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly logFile: string
}

/** Starts a daemon; rejects when there is no such program. */
export async function startDaemon(spec: DaemonSpec): Promise<Daemon> {
  mkdirSync(dirname(spec.logFile), { recursive: true })
  const log = openSync(spec.logFile, 'a')
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ['ignore', log, log],
    // A group, so that what it starts in turn goes with it.
    detached: true,
  })
  closeSync(log)
  const pid = await spawned(child)
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      void readFile(spec.logFile, 'utf8').then(
        (text) => resolve(`${spec.name} ended (${signal ?? String(code)}): ${lastLines(text)}`),
        () => resolve(`${spec.name} ended (${signal ?? String(code)})`),
      )
    })
  })
  return { name: spec.name, pid, ended, signal: (signal) => signalGroup(pid, signal) }
}

function spawned(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => resolve(child.pid ?? 0))
  })
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-20).join('\n')
}
