import {
  commands,
  commandNames,
  type CommandName,
  type FlagName,
  flags,
  type ShellName,
  shells,
  windowFlags,
} from './commands.ts'

/** A script that completes `porthole` in a shell. Services are asked of the cluster, as kubectl's own completion does. */
export function completionScript(shell: ShellName): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell]()
}

/**
 * What kubectl runs for the words of `kubectl porthole`, as `kubectl_complete-porthole`: a word on each line, and `:4` for no
 * file names. They are bash's own.
 *
 * @param script where bash's completion lies
 */
export function kubectlCompletion(script: string): string {
  return `#!/bin/bash
. ${script}
COMP_WORDS=(porthole "$@") COMP_CWORD=$#
_porthole
printf '%s\\n' "\${COMPREPLY[@]}" :4
`
}

const names = commandNames.join(' ')
const services = 'porthole list -A -o name 2>/dev/null'
/** Commands whose operand is a Service. */
const ofService = commandNames.filter((name) => commands[name].operands.startsWith('NAMESPACE/SERVICE'))

function flagsOf(name: CommandName): readonly FlagName[] {
  return [...commands[name].flags, 'help']
}

function flagWords(known: readonly FlagName[]): string {
  return known.map((flag) => `--${flag}`).join(' ')
}

function formats(name: CommandName): string {
  return name === 'list' ? 'text json yaml name' : 'text json yaml'
}

function bashScript(): string {
  const cases = commandNames.map((name) => `        ${name}) words='${flagWords(flagsOf(name))}' ;;`).join('\n')
  return `# bash completion of porthole
_porthole() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= words= word
  [[ $COMP_CWORD -gt 1 ]] && command=\${COMP_WORDS[1]}
  COMPREPLY=()
  case $before in
    --kubeconfig) COMPREPLY=($(compgen -f -- "$current")); return ;;
    -o|--output) words='${formats('url')}'; [[ $command == list ]] && words='${formats('list')}' ;;
    --context|-n|--namespace|--port) return ;;
    *) if [[ $current == -* ]]; then
      case $command in
${cases}
        *) words='${flagWords(windowFlags)}' ;;
      esac
    else
      case $command in
        ''|help) words='${names}' ;;
        ${ofService.join('|')}) words=$(${services}) ;;
        completion) words='${shells.join(' ')}' ;;
      esac
    fi ;;
  esac
  # Not compgen -W, which carries out what a hostile server's names say; a word that a shell would is left out.
  while read -r word; do
    [[ $word == "$current"* && $word =~ ^[A-Za-z0-9./-]+$ ]] && COMPREPLY+=("$word")
  done < <(tr ' ' '\\n' <<< "$words")
}
complete -F _porthole porthole
`
}

function zshScript(): string {
  const list = commandNames.map(
    (name) => `    ${singleQuoted(`${name}:${commands[name].what.replaceAll(':', '\\:')}`)}`,
  )
  const cases = commandNames.map((name) => `    ${name}) flags=(${flagWords(flagsOf(name))}) ;;`)
  return `#compdef porthole
_porthole() {
  local -a names flags
  names=(
${list.join('\n')}
  )
  case $words[2] in
${cases.join('\n')}
    *) flags=(${flagWords(windowFlags)}) ;;
  esac
  case $words[CURRENT-1] in
    --kubeconfig) _files; return ;;
    -o|--output) if [[ $words[2] == list ]]; then compadd -- ${formats('list')}; else compadd -- ${formats('url')}; fi; return ;;
    --context|-n|--namespace|--port) return ;;
  esac
  if [[ $PREFIX == -* ]]; then
    compadd -- $flags
  elif (( CURRENT == 2 )) || [[ $words[2] == help ]]; then
    _describe command names
  elif [[ $words[2] == (${ofService.join('|')}) ]]; then
    compadd -- \${(f)"$(${services})"}
  elif [[ $words[2] == completion ]]; then
    compadd -- ${shells.join(' ')}
  fi
}
# Read as the function of this name, the first time that it is wanted; or by somebody's own eval.
if [[ $funcstack[1] == _porthole ]]; then _porthole "$@"; else compdef _porthole porthole; fi
`
}

function fishScript(): string {
  const none = '__fish_use_subcommand'
  const seen = (...of: CommandName[]): string => `'__fish_seen_subcommand_from ${of.join(' ')}'`
  const lines = [
    ...windowFlags.map((flag) => fishFlag(none, flag, 'text json')),
    ...commandNames.flatMap((name) => [
      `complete -c porthole -n ${none} -a ${name} -d ${singleQuoted(commands[name].what, 'fish')}`,
      ...flagsOf(name).map((flag) => fishFlag(seen(name), flag, formats(name))),
    ]),
    `complete -c porthole -n ${seen(...ofService)} -a '(${services})'`,
    `complete -c porthole -n ${seen('completion')} -a '${shells.join(' ')}'`,
    `complete -c porthole -n ${seen('help')} -a '${names}'`,
  ]
  return `complete -c porthole -f\n${lines.join('\n')}\n`
}

function fishFlag(where: string, flag: FlagName, output: string): string {
  const { short, value, what } = flags[flag]
  const letter = short === '' ? '' : ` -s ${short}`
  const values = flag === 'output' ? ` -xa '${output}'` : flag === 'kubeconfig' ? ' -rF' : value === '' ? '' : ' -x'
  return `complete -c porthole -n ${where} -l ${flag}${letter}${values} -d ${singleQuoted(what, 'fish')}`
}

/** One word of a shell: fish escapes a quote within quotes, the others leave them for it. */
function singleQuoted(text: string, shell: 'sh' | 'fish' = 'sh'): string {
  return `'${shell === 'fish' ? text.replace(/[\\']/g, '\\$&') : text.replaceAll("'", "'\\''")}'`
}
