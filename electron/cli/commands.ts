/** The flags that commands take, as kubectl names them. */
export const flags = {
  kubeconfig: { short: '', value: 'FILE', what: 'use this kubeconfig instead of KUBECONFIG and ~/.kube/config' },
  context: { short: '', value: 'NAME', what: 'use this context' },
  namespace: { short: 'n', value: 'NAME', what: 'the namespace; a list has the context’s own unless given' },
  'all-namespaces': { short: 'A', value: '', what: 'list every namespace' },
  output: { short: 'o', value: 'FORMAT', what: 'text, json or yaml' },
  classic: { short: '', value: '', what: 'the URL as kubectl proxy serves it' },
  port: { short: '', value: 'N', what: 'listen on this port (8001, or the next free one); 0 takes any' },
  demo: { short: '', value: '', what: 'use the demo cluster that is built in' },
  headless: { short: '', value: '', what: 'no window: serve, and print what the cluster has' },
  hidden: { short: '', value: '', what: 'start in the tray, where the settings have it on' },
  help: { short: 'h', value: '', what: 'print help' },
  version: { short: '', value: '', what: 'print the version' },
} as const
export type FlagName = keyof typeof flags

interface CommandKind {
  /** What stands after the command's name. */
  readonly operands: string
  readonly what: string
  readonly flags: readonly FlagName[]
}

const cluster = ['kubeconfig', 'context', 'demo'] as const

/** The commands, in the order of the help. */
export const commands = {
  open: {
    operands: 'NAMESPACE/SERVICE[:PORT]',
    what: 'open a Service in Porthole’s window',
    flags: [...cluster, 'namespace'],
  },
  url: {
    operands: 'NAMESPACE/SERVICE[:PORT]',
    what: 'print a Service’s URL on this computer',
    flags: [...cluster, 'namespace', 'classic', 'output'],
  },
  forward: {
    operands: 'NAMESPACE/SERVICE [[LOCAL]:]PORT…',
    what: 'forward local TCP ports to a Service’s until Ctrl-C, as kubectl port-forward does',
    flags: [...cluster, 'namespace'],
  },
  list: {
    operands: '',
    what: 'list Services and their URLs',
    flags: [...cluster, 'namespace', 'all-namespaces', 'output'],
  },
  'cluster-info': {
    operands: '',
    what: 'print what kubectl cluster-info prints',
    flags: [...cluster, 'output'],
  },
  diagnostics: {
    operands: '',
    what: 'print what helps a report: versions, crashes, the last of the log; no credentials',
    flags: [],
  },
  completion: { operands: 'bash|zsh|fish', what: 'print a script that completes commands in a shell', flags: [] },
  help: { operands: '[COMMAND]', what: 'print help, of a command where one is named', flags: [] },
} as const satisfies Record<string, CommandKind>
export type CommandName = keyof typeof commands

export const commandNames = Object.keys(commands) as CommandName[]
/** What may be said without a command: to the window, or to `--headless`. */
export const windowFlags = [
  'kubeconfig',
  'context',
  'port',
  'demo',
  'headless',
  'hidden',
  'output',
  'help',
  'version',
] as const
export const shells = ['bash', 'zsh', 'fish'] as const
export type ShellName = (typeof shells)[number]

export function isCommand(text: string): text is CommandName {
  return Object.hasOwn(commands, text)
}

/** What a program that calls this one can tell from its end. */
export const exitCodes = {
  0: 'done',
  1: 'it failed: the cluster, the network or this computer said no',
  2: 'the command line is wrong',
  3: 'there is no such context, Service or port',
  4: 'the window that runs does not answer',
} as const
