import { commands, commandNames, type CommandName, type FlagName, flags, type ShellName, shells } from './commands.ts'

/** A script that completes `porthole` in a shell. Services are asked of the cluster, as kubectl's own completion does. */
export function completionScript(shell: ShellName): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell]()
}

function flagWords(name: CommandName): string {
  const known: readonly FlagName[] = commands[name].flags
  return [...known, 'help' as const].map((flag) => `--${flag}`).join(' ')
}

function bashScript(): string {
  const cases = commandNames.map((name) => `    ${name}) words='${flagWords(name)}' ;;`).join('\n')
  return `# bash completion of porthole; kubectl porthole has its own words only as porthole
_porthole() {
  local current=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]} before=\${COMP_WORDS[COMP_CWORD-1]} words
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '${commandNames.join(' ')}' -- "$current"))
    return
  fi
  case $before in
    --kubeconfig) COMPREPLY=($(compgen -f -- "$current")); return ;;
    -o|--output) COMPREPLY=($(compgen -W 'text json yaml' -- "$current")); return ;;
  esac
  case $command in
${cases}
  esac
  if [[ $current != -* ]]; then
    case $command in
      open|url|forward) words=$(porthole list -A -o name 2>/dev/null) ;;
      completion) words='${shells.join(' ')}' ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _porthole porthole
`
}

function zshScript(): string {
  const list = commandNames.map((name) => `    '${name}:${quoted(commands[name].what)}'`).join('\n')
  const cases = commandNames.map((name) => `    ${name}) words=(${flagWords(name)}) ;;`).join('\n')
  return `#compdef porthole
_porthole() {
  local -a names words
  names=(
${list}
  )
  if (( CURRENT == 2 )); then
    _describe command names
    return
  fi
  case $words[2] in
${cases.replaceAll('words=', 'flags=')}
  esac
  if [[ $PREFIX == -* ]]; then
    compadd -- $flags
  elif [[ $words[2] == (open|url|forward) ]]; then
    compadd -- \${(f)"$(porthole list -A -o name 2>/dev/null)"}
  elif [[ $words[2] == completion ]]; then
    compadd -- ${shells.join(' ')}
  fi
}
compdef _porthole porthole
`.replace('local -a names words', 'local -a names flags')
}

function fishScript(): string {
  const none = '__fish_use_subcommand'
  const lines = commandNames.flatMap((name) => {
    const seen = `__fish_seen_subcommand_from ${name}`
    const known: readonly FlagName[] = commands[name].flags
    return [
      `complete -c porthole -n ${none} -a ${name} -d '${quoted(commands[name].what)}'`,
      ...known.map((flag) => {
        const { short, value, what } = flags[flag]
        const letter = short === '' ? '' : ` -s ${short}`
        return `complete -c porthole -n '${seen}' -l ${flag}${letter}${value === '' ? '' : ' -r'} -d '${quoted(what)}'`
      }),
    ]
  })
  return `complete -c porthole -f
${lines.join('\n')}
complete -c porthole -n '__fish_seen_subcommand_from open url forward' -a '(porthole list -A -o name 2>/dev/null)'
complete -c porthole -n '__fish_seen_subcommand_from completion' -a '${shells.join(' ')}'
`
}

function quoted(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll(':', '\\:')
}
