import { type CommandName, commands, commandNames, exitCodes, type FlagName, flags, windowFlags } from './commands.ts'

/** The text of `porthole --help`, or of a command's. */
export function helpText(about?: CommandName): string {
  return `${about === undefined ? generalHelp() : commandHelp(about)}
exit codes:
${table(Object.entries(exitCodes))}
`
}

function generalHelp(): string {
  const named = commandNames.map((name) => [usage(name), commands[name].what])
  const withFlags = commandNames.filter((name) => commands[name].flags.length > 0)
  return `Porthole: a desktop window into the Services of Kubernetes clusters.

usage:
${table([['porthole [flags]', 'open the window, or raise it'], ...named])}
  (the same as kubectl porthole …)

flags of the window, and of --headless:
${table(windowFlags.map((name) => [flagUsage(name), flags[name].what]))}

flags of commands (porthole COMMAND --help says more):
${table(withFlags.map((name) => [name, flagsOf(name)]))}
`
}

function commandHelp(name: CommandName): string {
  const known: readonly FlagName[] = commands[name].flags
  return `porthole ${name}: ${commands[name].what}.

usage:
  ${usage(name)}${known.length > 0 ? ' [flags]' : ''}

flags:
${table([...known, 'help' as const].map((flag) => [flagUsage(flag), whatOf(flag, name)]))}
`
}

/** What a flag does, for a command: only a list can print names alone. */
function whatOf(flag: FlagName, command?: CommandName): string {
  const { what } = flags[flag]
  if (flag !== 'output') return what
  if (command === 'list') return `${what}; name prints only names`
  return command === undefined ? `${what}; list can also print only names: name` : what
}

function usage(name: CommandName): string {
  return `porthole ${name} ${commands[name].operands}`.trim()
}

function flagsOf(name: CommandName): string {
  return commands[name].flags.map((flag) => flagUsage(flag)).join('  ')
}

/** `-n, --namespace NAME` */
export function flagUsage(name: FlagName): string {
  const { short, value } = flags[name]
  return `${short === '' ? '' : `-${short}, `}--${name}${value === '' ? '' : ` ${value}`}`
}

function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = '']) => first.length))
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`).join('\n')
}

/** The manual page, for `man porthole`, as of a day (`2026-11-28`). */
export function manPage(version: string, day: string): string {
  const item = (head: string, text: string): string => `.TP\n.B ${roff(head)}\n${roff(text)}`
  const named = commandNames.map((name) =>
    item(usage(name), `${commands[name].what}${flagsOf(name) === '' ? '' : ` (${flagsOf(name)})`}`),
  )
  return `.TH PORTHOLE 1 "${day}" "Porthole ${version}" "User Commands"
.SH NAME
porthole \\- a desktop window into the Services of Kubernetes clusters
.SH SYNOPSIS
.B porthole
[\\fIflags\\fR]
.br
.B porthole
\\fIcommand\\fR [\\fIarguments\\fR] [\\fIflags\\fR]
.br
.B kubectl porthole
\\fIcommand\\fR [\\fIarguments\\fR] [\\fIflags\\fR]
.SH DESCRIPTION
Without a command Porthole opens its window, or raises the one that is there. A
.B porthole://
link opens a Service in it.
.SH COMMANDS
${named.join('\n')}
.SH OPTIONS
${(Object.keys(flags) as FlagName[]).map((name) => item(flagUsage(name), whatOf(name))).join('\n')}
.SH EXIT STATUS
${Object.entries(exitCodes)
  .map(([code, text]) => item(code, text))
  .join('\n')}
.SH ENVIRONMENT
.TP
.B KUBECONFIG
The kubeconfig files, as for kubectl.
.SH SEE ALSO
.BR kubectl (1)
`
}

/** A hyphen that is meant as one, and no line that begins with a command of roff. */
function roff(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&')
}
