import { randomUUID } from 'node:crypto'
import { runProgram } from './run-program.ts'

/** What a login shell may take to start, in ms; some load half a desktop. */
const timeLimit = 8_000

/**
 * The variables of the user's login shell. A program that starts from a dock has none of what the shell's files set, PATH
 * above all. Undefined where there is no shell, or it takes too long.
 */
export async function loginShellEnvironment(
  env: NodeJS.ProcessEnv,
  limit = timeLimit,
): Promise<NodeJS.ProcessEnv | undefined> {
  const shell = env['SHELL'] || (process.platform === 'darwin' ? '/bin/zsh' : '/bin/sh')
  // Marks set the answer apart from whatever the shell's files print.
  const mark = randomUUID()
  const script = `printf %s ${mark}; command env -0 2>/dev/null || command env; printf %s ${mark}`
  try {
    const { stdout } = await runProgram({
      file: shell,
      // Interactive too, since many set PATH in the file for that.
      args: ['-i', '-l', '-c', script],
      env: { ...env, TERM: 'dumb', DISABLE_AUTO_UPDATE: 'true' },
      signal: AbortSignal.timeout(limit),
    })
    return variablesIn(stdout.split(mark)[1] ?? '')
  } catch {
    return undefined
  }
}

function variablesIn(text: string): NodeJS.ProcessEnv | undefined {
  const pairs = text
    .split(text.includes('\0') ? '\0' : '\n')
    .map((line) => /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(line))
    .filter((pair) => pair !== null)
    .map(([, name = '', value = '']) => [name, value])
  return pairs.length === 0 ? undefined : (Object.fromEntries(pairs) as NodeJS.ProcessEnv)
}

let asked: Promise<NodeJS.ProcessEnv | undefined> | undefined

/** {@link loginShellEnvironment}, asked once and kept; undefined on Windows, whose desktop has the same variables. */
export function loginShell(): Promise<NodeJS.ProcessEnv | undefined> {
  if (process.platform === 'win32') return Promise.resolve(undefined)
  asked ??= loginShellEnvironment(process.env)
  return asked
}
