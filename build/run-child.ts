import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'

/** How long a program that shares our terminal gets to end by the terminal's own SIGINT. */
const TERMINAL_GRACE_MS = 2000
/** How often it is looked whether the program that started us is still there. */
const PARENT_POLL_MS = 500

export interface ChildOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/**
 * Runs a program with our own standard streams, outlives it, and returns its exit code (128 and the signal's number
 * when a signal ended it, as shells do). Signals that reach us are handed on, each kind once.
 */
export async function runChild(command: string, args: readonly string[], options: ChildOptions = {}): Promise<number> {
  const child = spawn(command, args, { ...options, stdio: 'inherit', windowsHide: false })
  const handed = new Set<NodeJS.Signals>()
  const handOn = (signal: NodeJS.Signals): void => {
    if (handed.has(signal)) return
    handed.add(signal)
    // Ctrl-C goes to every program in the terminal: handing it on would be the second one, which kills at once.
    if (signal === 'SIGINT' && hasTerminal()) setTimeout(() => child.kill(signal), TERMINAL_GRACE_MS).unref()
    else child.kill(signal)
  }
  // A signal for npm ends the shell between npm and us, and that shell hands nothing on: its end is our sign.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) handOn('SIGTERM')
  }, PARENT_POLL_MS)
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, handOn)
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
  } finally {
    clearInterval(watch)
    for (const signal of signals) process.off(signal, handOn)
  }
}

function hasTerminal(): boolean {
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
}
