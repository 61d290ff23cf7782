import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { ClusterUnavailable } from './cluster-unavailable.ts'

/** A program and its arguments. */
export interface Command {
  readonly command: string
  readonly args: readonly string[]
}

/** `ip` lives in sbin, which an ordinary user's PATH may lack. */
export const systemPath = `${process.env['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`

/**
 * Runs a command in network, process and mount namespaces of its own, as their root, without being root outside.
 * When `unshare` or the command (process 1 in there) dies, the kernel kills everything inside.
 */
export function inNewNamespace(command: string, args: readonly string[]): Command {
  const namespaces = ['--map-root-user', '--net', '--pid', '--fork', '--kill-child', '--mount-proc']
  return { command: 'unshare', args: [...namespaces, '--', command, ...args] }
}

/** Runs a command in the namespaces of a process, in the folder `cwd`. */
export function inNamespaceOf(pid: number, cwd: string, command: string, args: readonly string[]): Command {
  const namespaces = ['--user', '--net', '--pid', '--mount', '--preserve-credentials']
  return { command: 'nsenter', args: [`--target=${pid}`, ...namespaces, `--wd=${cwd}`, '--', command, ...args] }
}

/** Throws {@link ClusterUnavailable} with one clear line where this user may not make such namespaces. */
export async function requireNamespaces(): Promise<void> {
  if (process.platform !== 'linux') {
    throw new ClusterUnavailable(`A test cluster needs Linux network namespaces; this is ${process.platform}.`)
  }
  const trial = inNewNamespace('ip', ['link', 'set', 'lo', 'up'])
  const failure = await new Promise<string | undefined>((resolve) => {
    execFile(trial.command, trial.args, { env: { ...process.env, PATH: systemPath } }, (error, _stdout, stderr) => {
      resolve(error === null ? undefined : (stderr.trim() === '' ? error.message : stderr.trim()).replaceAll('\n', ' '))
    })
  })
  if (failure === undefined) return
  throw new ClusterUnavailable(
    `This user cannot make a network namespace (${failure}). A test cluster needs util-linux, iproute2 and unprivileged ` +
      'user namespaces; where they are denied: sudo sysctl -w user.max_user_namespaces=15000, and on Ubuntu ' +
      'kernel.apparmor_restrict_unprivileged_userns=0',
  )
}

/** The process outside that is process 1 inside, from unshare's own. */
export async function onlyChildOf(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim()
  if (!/^\d+$/.test(children)) throw new Error(`unshare (${pid}) has not one child but "${children}"`)
  return Number(children)
}
