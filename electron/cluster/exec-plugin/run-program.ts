import { spawn, type ChildProcess } from 'node:child_process'
import { batchCommand, isBatch } from './windows-command.ts'

export interface Program {
  /** The file itself, as {@link findCommand} found it. */
  file: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  /** Ends it. */
  signal: AbortSignal
  /** Called while it runs, with what it has written to its standard error so far. */
  says?: (stderr: string) => void
}

export interface ProgramResult {
  stdout: string
  /** The end of it, where it was long. */
  stderr: string
  /** Null where a signal ended it. */
  code: number | null
  killedBy: NodeJS.Signals | null
  /** It said more than an answer can be, so it was ended. */
  tooMuch: boolean
}

/** kubectl has no limit. */
const maxStdout = 16 * 1024 * 1024
const keptStderr = 16 * 1024
/** How long what a program started may keep its output open after it, in ms; and where that has yet to say something. */
const grace = 500
const silentGrace = 5_000

/**
 * Runs a program to its end without a terminal, and gives what it wrote. Rejects where it cannot be started, and with the
 * signal's reason.
 */
export function runProgram({ file, args, env, signal, says }: Program): Promise<ProgramResult> {
  const windows = process.platform === 'win32'
  const command = windows && isBatch(file) ? batchCommand(file, args, env['ComSpec']) : { file, args, verbatim: false }
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const child = spawn(command.file, command.args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      windowsVerbatimArguments: command.verbatim,
      // A group of its own, so that what it starts ends with it; without a terminal, which it might ask on.
      detached: !windows,
    })
    let stdout = ''
    let stderr = ''
    let tooMuch = false
    const end = (): void => kill(child)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.length <= maxStdout) return
      tooMuch = true
      stdout = ''
      end()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-keptStderr)
      says?.(stderr)
    })
    const aborted = (): void => {
      end()
      reject(asError(signal.reason))
    }
    signal.addEventListener('abort', aborted, { once: true })
    child.once('error', (error) => {
      signal.removeEventListener('abort', aborted)
      reject(error)
    })
    child.once('exit', (code, killedBy) => {
      signal.removeEventListener('abort', aborted)
      const done = (): void => resolve({ stdout, stderr, code, killedBy, tooMuch })
      // Something that it left running may hold its output open for ever.
      const timer = setTimeout(
        () => {
          child.stdout.destroy()
          child.stderr.destroy()
        },
        stdout === '' && code === 0 ? silentGrace : grace,
      )
      child.once('close', () => {
        clearTimeout(timer)
        done()
      })
    })
  })
}

function kill(child: ChildProcess): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
