import { FailureError } from '../../../shared/failure.ts'
import type { KubeContext } from '../kube-context.ts'
import { parseExecCredential, type Obtained } from './exec-credential.ts'
import { execInfo } from './exec-info.ts'
import { findCommand } from './find-command.ts'
import { loginShell } from './login-shell.ts'
import { askingWords, plainWords } from './plugin-words.ts'
import { runProgram, type ProgramResult } from './run-program.ts'

export interface PluginSurroundings {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** The variables of the login shell, asked only where they are needed. */
  shell: () => Promise<NodeJS.ProcessEnv | undefined>
  /** How long a plugin may take, in ms: somebody may have to sign in on a page that it opens. */
  timeLimit: number
  /** And from when it has said something to whoever waits, which is most often where to sign in. */
  askingLimit: number
}

/** One run of a plugin. */
export interface PluginRun {
  /** Ends it. */
  signal: AbortSignal
  /** Called with what it says to a person while it waits, and with nothing when it no longer does. */
  says?: ((words: string) => void) | undefined
}

const surroundings: PluginSurroundings = {
  env: process.env,
  platform: process.platform,
  shell: loginShell,
  timeLimit: 60_000,
  // Long enough to find a browser and to type a code into it.
  askingLimit: 5 * 60_000,
}

/** Who says something and ends within so long (ms) waits for nobody: it warns, or says why it fails. */
const waitsAfter = 1_000

const versions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']

/**
 * Runs the exec plugin of a context's user, as client-go does, and reads its credential. Throws `credentials-unavailable`
 * with a sentence and a hint for each way in which that can fail.
 *
 * @param ca the cluster's CA in base64, for a plugin that is told of the cluster
 */
export async function runExecPlugin(
  context: KubeContext,
  ca: string | undefined,
  { signal, says }: PluginRun,
  { env, platform, shell, timeLimit, askingLimit }: PluginSurroundings = surroundings,
): Promise<Obtained> {
  const exec = context.user.exec
  const { command = '', args, apiVersion, interactiveMode, installHint } = exec ?? {}
  if (interactiveMode === 'Always')
    throw failed(
      `${command} asks questions on a terminal (interactiveMode: Always), and Porthole has none.`,
      'Set interactiveMode to IfAvailable where the command can do without, or sign in with another user.',
    )
  if (!apiVersion || !versions.includes(apiVersion))
    throw failed(
      `The kubeconfig asks ${command} for ${apiVersion ?? 'no version'}, which neither kubectl nor Porthole knows.`,
      `Update the command, then set apiVersion to ${versions.join(' or ')}.`,
    )
  // What the user's own variables say goes over what Porthole was started with.
  const own = Object.fromEntries((exec?.env ?? []).map(({ name, value }) => [name, value]))
  const given = { ...own, KUBERNETES_EXEC_INFO: execInfo(context, ca) }
  // Looked for where Porthole itself looks, whatever PATH the user's own variables give it.
  const found = await locate(command, env, platform, shell)
  // The kubeconfig's own words, which may be anything.
  const hint = plainWords(installHint ?? '')
  if (!found && /[\\/]/.test(command))
    throw failed(
      `${command}, the sign-in command of the kubeconfig, is no program that may be run.`,
      hint || 'Install it there, or mend its path in the kubeconfig; then try again.',
    )
  if (!found)
    throw failed(
      `${command}, the sign-in command of the kubeconfig, is not installed: it is in no folder of PATH.`,
      hint || 'Install it, or give its whole path in the kubeconfig; then try again.',
    )
  const limit = new AbortController()
  let patience = timeLimit
  let timer = setTimeout(() => limit.abort(), patience)
  let words = ''
  const person = { told: false }
  let telling: NodeJS.Timeout | undefined
  const heard = (stderr: string): void => {
    words = askingWords(stderr)
    if (words === '') return
    telling ??= setTimeout(() => {
      telling = undefined
      person.told = true
      says?.(words)
    }, waitsAfter)
    if (patience >= askingLimit) return
    patience = askingLimit
    clearTimeout(timer)
    timer = setTimeout(() => limit.abort(), patience)
  }
  try {
    const either = AbortSignal.any([signal, limit.signal])
    const result = await runProgram({
      file: found.file,
      env: { ...found.env, ...given },
      args: args ?? [],
      signal: either,
      says: heard,
    })
    return await read(command, apiVersion, result)
  } catch (error) {
    if (error instanceof FailureError) throw error
    if (limit.signal.aborted)
      throw failed(
        `${command} did not finish in ${patience / 1000} s and was ended.`,
        'Run it in a terminal: it may be waiting for somebody to sign in. Then try again.',
      )
    if (signal.aborted) throw failed(`${command} was ended before it had answered.`)
    const { code = '' } = error as NodeJS.ErrnoException
    throw failed(`${command} cannot be started (${code}).`, startHint(code), error)
  } finally {
    clearTimeout(timer)
    clearTimeout(telling)
    if (person.told) says?.('')
  }
}

/** The file of a command and the variables to run it with; those of the login shell where its PATH alone has it. */
async function locate(
  command: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  shell: PluginSurroundings['shell'],
): Promise<{ file: string; env: NodeJS.ProcessEnv } | undefined> {
  const find = (path: string): Promise<string | undefined> =>
    findCommand(command, { platform, path, suffixes: env['PATHEXT'] })
  const path = (platform === 'win32' ? (env['PATH'] ?? env['Path']) : env['PATH']) ?? ''
  const file = await find(path)
  if (file !== undefined) return { file, env }
  const fromShell = await shell()
  const shellFile = fromShell && (await find(fromShell['PATH'] ?? ''))
  // A plugin calls others like it, and its settings (AWS_PROFILE) stand where its PATH does.
  return shellFile ? { file: shellFile, env: { ...fromShell, ...env, PATH: fromShell['PATH'] } } : undefined
}

async function read(command: string, apiVersion: string, result: ProgramResult): Promise<Obtained> {
  const { stdout, stderr, code, killedBy, tooMuch } = result
  const words = plainWords(stderr)
  const said = words === '' ? 'without a word.' : `and says: ${words}`
  if (tooMuch) throw failed(`${command} prints more than an ExecCredential can be.`)
  if (killedBy !== null) throw failed(`${command} was ended by ${killedBy} ${said}`)
  if (code !== 0)
    throw failed(
      `${command} fails with exit code ${code ?? 'unknown'} ${said}`,
      // To run it again would say the same again.
      words === '' ? undefined : 'It says why. If you have to sign in first, do so in a terminal; then try again.',
    )
  const credential = await parseExecCredential(stdout, apiVersion)
  if (typeof credential !== 'string') return credential
  throw failed(
    `${command} ${credential}${words === '' ? '.' : `. It says: ${words}`}`,
    'Run the command in a terminal and look at what it prints; it may need an update.',
  )
}

function startHint(code: string): string {
  // The file itself was there a moment ago.
  if (code === 'ENOENT')
    return 'It is a script, and what its first line names is not installed, or that line ends as in Windows.'
  if (code === 'ERR_INVALID_ARG_VALUE')
    return 'One of its args or env has a sign in it that no program can be given (\\0); take it out of the kubeconfig.'
  return 'Check that it is a program for this computer.'
}

function failed(message: string, hint?: string, cause?: unknown): FailureError {
  return new FailureError('credentials-unavailable', message, { ...(hint !== undefined && { hint }), cause })
}
