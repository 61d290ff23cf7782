import { runCommand } from '../cluster/run-command.ts'

/** A kubeconfig as `kubectl config view -o json` prints it. */
export interface ViewedKubeconfig {
  'current-context': string
  clusters: { name: string; cluster: Entry }[] | null
  users: { name: string; user: Entry }[] | null
  contexts: { name: string; context: Entry }[] | null
}
export type Entry = Readonly<Record<string, unknown>>

/** What kubectl makes of a KUBECONFIG list; its own words where it refuses. */
export async function kubectlView(
  kubectl: string,
  environment: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ view: ViewedKubeconfig } | { refused: string }> {
  const command = { command: kubectl, args: ['config', 'view', '--raw', '-o', 'json', ...args] }
  const { stdout, stderr, code } = await runCommand(command, { env: environment })
  return code === 0 ? { view: JSON.parse(stdout) as ViewedKubeconfig } : { refused: stderr.trim() }
}

const keys = [
  'server',
  'certificate-authority',
  'certificate-authority-data',
  'insecure-skip-tls-verify',
  'tls-server-name',
  'proxy-url',
  'token',
  'tokenFile',
  'username',
  'password',
  'client-certificate',
  'client-certificate-data',
  'client-key',
  'client-key-data',
  'as',
  'as-uid',
  'as-groups',
  'as-user-extra',
  'exec',
  'auth-provider',
]

/** An entry with the keys that Porthole uses, without what says nothing: kubectl leaves most zero values out. */
export function telling(entry: Entry | undefined): Entry {
  const known = Object.entries(entry ?? {}).filter(([key]) => keys.includes(key))
  return prune(Object.fromEntries(known)) as Entry
}

function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune)
  if (typeof value !== 'object' || value === null) return value
  const pruned = Object.entries(value).map(([key, inner]) => [key, prune(inner)] as const)
  return Object.fromEntries(pruned.filter(([, inner]) => !saysNothing(inner)))
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
