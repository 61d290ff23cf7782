import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Command } from './namespace.ts'

/** How a command ended. */
export interface CommandResult {
  readonly stdout: string
  readonly stderr: string
  /** Null when a signal ended it. */
  readonly code: number | null
}

export interface CommandOptions {
  /** Written to its standard input. */
  readonly input?: string
  /** After which it is killed; a minute by default. */
  readonly timeoutMs?: number
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a command to its end. Rejects only when it cannot be started. */
export async function runCommand({ command, args }: Command, options: CommandOptions = {}): Promise<CommandResult> {
  const child = spawn(command, args, {
    env: options.env ?? process.env,
    timeout: options.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
  // A command need not read its input.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input)
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { stdout, stderr, code }
}
