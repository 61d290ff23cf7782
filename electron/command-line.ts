import { parseArgs } from 'node:util'

/** What a person may say on the command line. */
export interface CommandLine {
  /** The kubeconfig file to use instead of KUBECONFIG and ~/.kube/config. */
  kubeconfig: string | undefined
  /** The context to show first. */
  context: string | undefined
  /** The listener's port; 0 takes any free one. */
  port: number | undefined
  /** Open the demo cluster. */
  demo: boolean
  /** Serve without a window. */
  headless: boolean
  /** Start in the tray, where there is one. */
  hidden: boolean
  /** How headless mode prints. */
  output: 'text' | 'json'
}

export type CommandLineResult = { ok: true; value: CommandLine } | { ok: false; message: string }

const options = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  port: { type: 'string' },
  output: { type: 'string' },
  demo: { type: 'boolean' },
  headless: { type: 'boolean' },
  hidden: { type: 'boolean' },
} as const
type Name = keyof typeof options

/** What kubectl takes an empty value of for none: scripts hand over variables that may be empty. */
export const emptyIsNone: ReadonlySet<string> = new Set(['kubeconfig', 'context', 'namespace'])

/**
 * Parses the arguments after the program (and, in development, its script). Arguments that are not ours are ignored:
 * Chromium has hundreds of switches, and a desktop hands over what it likes. The last of several wins.
 *
 * @returns a sentence for stderr when an option of ours has a value that it cannot have
 */
export function parseCommandLine(args: readonly string[]): CommandLineResult {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  const given = new Map<Name, string>()
  for (const token of tokens) {
    if (token.kind !== 'option' || !isOurs(token.name)) continue
    const problem = valueProblem(token.name, token.value, token.inlineValue === true)
    if (problem !== undefined) return { ok: false, message: problem }
    if (token.value === '' && emptyIsNone.has(token.name)) given.delete(token.name)
    else given.set(token.name, token.value ?? '')
  }
  const port = given.get('port')
  const output = given.get('output') ?? 'text'
  if (port !== undefined && !isPort(port)) {
    return { ok: false, message: `--port must be a number from 0 to 65535, not "${port}".` }
  }
  if (output !== 'text' && output !== 'json') {
    return { ok: false, message: `--output must be text or json, not "${output}".` }
  }
  return {
    ok: true,
    value: {
      kubeconfig: given.get('kubeconfig'),
      context: given.get('context'),
      port: port === undefined ? undefined : Number(port),
      demo: given.has('demo'),
      headless: given.has('headless'),
      hidden: given.has('hidden'),
      output,
    },
  }
}

function valueProblem(name: Name, value: string | undefined, inline: boolean): string | undefined {
  if (options[name].type === 'boolean') return value === undefined ? undefined : `--${name} takes no value.`
  // `--context --demo` names no context; one that really begins with a dash can be given as --context=-x.
  if (value === '' && emptyIsNone.has(name)) return undefined
  if (value === undefined || value === '' || (!inline && value.startsWith('-'))) return `--${name} needs a value.`
  return undefined
}

function isOurs(name: string): name is Name {
  return Object.hasOwn(options, name)
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535
}
