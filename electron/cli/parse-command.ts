import { parseArgs } from 'node:util'
import { type CommandLine, emptyIsNone, parseCommandLine } from '../command-line.ts'
import {
  type CommandName,
  commandNames,
  commands,
  type FlagName,
  flags,
  isCommand,
  type ShellName,
  shells,
  windowFlags,
} from './commands.ts'
import { type ForwardedPort, parseForwardedPort } from './forward-argument.ts'
import { meant } from './one-slip.ts'
import { parseServiceArgument, type ServiceArgument } from './service-argument.ts'

export type OutputFormat = 'text' | 'json' | 'yaml' | 'name'

/** What somebody wants of the program. */
export type Command =
  /** A window, with a porthole:// link to open where one was given. */
  | { do: 'window'; options: CommandLine; link: string | undefined }
  | { do: 'open'; options: CommandLine; service: ServiceArgument }
  | { do: 'serve'; options: CommandLine }
  | { do: 'url'; options: CommandLine; service: ServiceArgument; classic: boolean; format: OutputFormat }
  | { do: 'forward'; options: CommandLine; service: ServiceArgument; ports: readonly ForwardedPort[] }
  | { do: 'list'; options: CommandLine; namespace: string | undefined; all: boolean; format: OutputFormat }
  | { do: 'cluster-info'; options: CommandLine; format: OutputFormat }
  | { do: 'diagnostics' }
  | { do: 'completion'; shell: ShellName }
  | { do: 'help'; about: CommandName | undefined }
  | { do: 'version' }
export type CommandResult = { ok: true; value: Command } | { ok: false; message: string }

/** Switches of the runtime, which a command ignores: tests and desktops give them. */
const runtimeSwitch =
  /^(no-sandbox|user-data-dir|inspect|remote-debugging|ozone|enable|disable|in-process|original|lang|log)/

/**
 * Parses the arguments after the program. Without a command they are for the window, where what is not ours is ignored
 * (see `parseCommandLine`); a command takes its own flags and no others, so that a slip of the pen is told.
 */
export function parseCommand(args: readonly string[]): CommandResult {
  const { positionals, slip } = read(args)
  const [first] = positionals
  if (first !== undefined && isCommand(first)) return parseNamed(first, args)
  const link = positionals.find((text) => /^porthole:/i.test(text))
  // A path, or what else a desktop hands over, is none of ours; a plain word is a slip.
  if (first !== undefined && link === undefined && /^[a-z][a-z-]*$/.test(first) && !followsSwitch(args, first)) {
    const command = meant(first, commandNames)
    const there = command === undefined ? `there are ${commandNames.join(', ')}.` : `did you mean ${command}?`
    return refuse(`There is no command "${first}"; ${there}`)
  }
  if (args.includes('--help') || args.includes('-h')) return { ok: true, value: { do: 'help', about: undefined } }
  if (args.includes('--version')) return { ok: true, value: { do: 'version' } }
  if (slip !== undefined) return refuse(slip)
  const parsed = parseCommandLine(args)
  if (!parsed.ok) return parsed
  const options = parsed.value
  return { ok: true, value: options.headless ? { do: 'serve', options } : { do: 'window', options, link } }
}

/** `--some-switch word` of the runtime: the word is its value. */
function followsSwitch(args: readonly string[], word: string): boolean {
  return /^-[^=]+$/.test(args[args.indexOf(word) - 1] ?? '')
}

function parseNamed(name: CommandName, args: readonly string[]): CommandResult {
  const { positionals, given, problem } = read(args, name)
  if (given.has('help')) return { ok: true, value: { do: 'help', about: name === 'help' ? undefined : name } }
  if (problem !== undefined) return refuse(problem)
  const operands = positionals.slice(1)
  const format = given.get('output') ?? 'text'
  if (!isFormat(format) || (format === 'name' && name !== 'list')) {
    return refuse(`--output must be text, json${name === 'list' ? ', yaml or name' : ' or yaml'}, not "${format}".`)
  }
  const options: CommandLine = {
    kubeconfig: given.get('kubeconfig'),
    context: given.get('context'),
    port: undefined,
    demo: given.has('demo'),
    headless: false,
    hidden: false,
    output: 'text',
  }
  if (commands[name].operands === '' && operands.length > 0) {
    return refuse(`${name} takes no arguments, but there is "${operands[0] ?? ''}".`)
  }
  switch (name) {
    case 'help': {
      const [about, more] = operands
      if (more === undefined && (about === undefined || isCommand(about))) {
        return { ok: true, value: { do: 'help', about } }
      }
      return refuse(`help takes the name of one command: ${commandNames.join(', ')}.`)
    }
    case 'diagnostics':
      return { ok: true, value: { do: 'diagnostics' } }
    case 'completion': {
      const shell = shells.find((one) => one === operands[0])
      return shell && operands.length === 1
        ? { ok: true, value: { do: 'completion', shell } }
        : refuse(`completion needs the name of a shell: ${shells.join(', ')}.`)
    }
    case 'cluster-info':
      return { ok: true, value: { do: 'cluster-info', options, format } }
    case 'list': {
      const all = given.has('all-namespaces')
      return {
        ok: true,
        value: { do: 'list', options, namespace: all ? undefined : given.get('namespace'), all, format },
      }
    }
    case 'forward': {
      const [first = '', ...rest] = operands
      const service = parseServiceArgument(first, given.get('namespace'))
      const named = service?.port === '' ? rest : rest.length === 0 ? [service?.port ?? ''] : []
      const ports = named.map(parseForwardedPort).filter((port) => port !== undefined)
      return service && ports.length === named.length && (service.port === '' || ports.length === 1)
        ? { ok: true, value: { do: 'forward', options, service: { ...service, port: '' }, ports } }
        : refuse(
            'forward needs one Service and its ports, as NAMESPACE/SERVICE PORT, LOCAL:PORT or :PORT; or SERVICE with -n.',
          )
    }
    case 'open':
    case 'url': {
      const service =
        operands.length === 1 ? parseServiceArgument(operands[0] ?? '', given.get('namespace')) : undefined
      if (!service)
        return refuse(`${name} needs one Service, as NAMESPACE/SERVICE or NAMESPACE/SERVICE:PORT; or SERVICE with -n.`)
      if (name === 'open') return { ok: true, value: { do: 'open', options, service } }
      return { ok: true, value: { do: 'url', options, service, classic: given.has('classic'), format } }
    }
  }
}

interface Read {
  positionals: string[]
  given: Map<FlagName, string>
  /** What is wrong with the flags of the command. */
  problem: string | undefined
  /** What was meant by a flag of the window that is none: the runtime's own, which are ignored, are no slips of ours. */
  slip: string | undefined
}

function read(args: readonly string[], command?: CommandName): Read {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { short, value }]) => [
      name,
      { type: value === '' ? ('boolean' as const) : ('string' as const), ...(short !== '' && { short }) },
    ]),
  )
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  const positionals: string[] = []
  const given = new Map<FlagName, string>()
  let problem: string | undefined
  let slip: string | undefined
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    problem ??= flagProblem(token.name, token.rawName, token.value, token.inlineValue === true, command)
    const flag = isFlag(token.name) ? undefined : meant(token.name, windowFlags)
    if (flag !== undefined) slip ??= `There is no flag ${token.rawName}; did you mean --${flag}?`
    if (!isFlag(token.name)) continue
    if (token.value === '' && emptyIsNone.has(token.name)) given.delete(token.name)
    else given.set(token.name, token.value ?? '')
  }
  return { positionals, given, problem, slip }
}

function flagProblem(
  name: string,
  raw: string,
  value: string | undefined,
  inline: boolean,
  command: CommandName | undefined,
): string | undefined {
  if (command === undefined || name === 'help' || runtimeSwitch.test(name)) return undefined
  const known: readonly FlagName[] = commands[command].flags
  if (!isFlag(name) || !known.includes(name)) {
    const flag = meant(name, known)
    const more = flag === undefined ? `see porthole ${command} --help.` : `did you mean --${flag}?`
    return `${command} has no flag ${raw}; ${more}`
  }
  if (flags[name].value === '') return value === undefined ? undefined : `${raw} takes no value.`
  if (value === '' && emptyIsNone.has(name)) return undefined
  if (value === undefined || value === '' || (!inline && value.startsWith('-'))) return `${raw} needs a value.`
  return undefined
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(flags, name)
}

function isFormat(text: string): text is OutputFormat {
  return ['text', 'json', 'yaml', 'name'].includes(text)
}

function refuse(message: string): CommandResult {
  return { ok: false, message }
}
