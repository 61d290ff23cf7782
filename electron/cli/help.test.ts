import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { commandNames, commands, flags, shells } from './commands.ts'
import { completionScript } from './completion.ts'
import { helpText, manPage } from './help.ts'

describe.each([
  ['help', helpText()],
  ['man page', manPage('1.2.3').replaceAll('\\-', '-')],
])('the %s', (_name, text) => {
  it.each(commandNames)('names the command %s', (name) => expect(text).toContain(`porthole ${name}`))
  it.each(Object.keys(flags))('names the flag --%s', (name) => expect(text).toContain(`--${name}`))
})

describe.each(commandNames)('the help of %s', (name) => {
  it('has its own flags with what they do, and no others', () => {
    const known: readonly string[] = commands[name].flags
    const text = helpText(name)
    for (const [flag, { what }] of Object.entries(flags)) {
      const own = known.includes(flag) || flag === 'help'
      expect([flag, new RegExp(`--${flag}\\b.*`).exec(text)?.[0].includes(what) ?? false]).toEqual([flag, own])
    }
    expect(text).toContain(`porthole ${name}`)
    expect(text).toMatch(/exit codes:\n {2}0 {2}done/)
  })
})

it.each([
  ['list', 'text, json or yaml; name prints only names'],
  ['url', 'text, json or yaml'],
  ['cluster-info', 'text, json or yaml'],
] as const)('of -o %s says what it takes, and nothing of other commands', (name, what) => {
  expect(/--output FORMAT +(.*)/.exec(helpText(name))?.[1]).toBe(what)
})

it('the general help has the flags of each command beside it', () => {
  expect(helpText()).toMatch(/^ {2}open +--kubeconfig FILE {2}--context NAME {2}--demo {2}-n, --namespace NAME$/m)
})

describe.each(shells)('the completion for %s', (shell) => {
  it.each(commandNames)('knows the command %s', (name) => expect(completionScript(shell)).toContain(name))

  it('is a script that the shell can read', () => {
    const { error, status, stderr } = spawnSync(shell, ['-n'], { input: completionScript(shell), encoding: 'utf8' })
    // Where the shell is not installed there is nothing to ask.
    if (error === undefined) expect([status, stderr]).toEqual([0, ''])
  })
})

it('completes commands and flags in bash', () => {
  const ask = (line: string): string[] => {
    const words = line.split(' ')
    const script = `${completionScript('bash')}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _porthole; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { error, stdout } = spawnSync('bash', ['--norc'], { input: script, encoding: 'utf8' })
    return error === undefined ? stdout.trim().split('\n') : []
  }
  // Windows has no bash to ask.
  if (spawnSync('bash', ['--version']).error !== undefined) return
  expect(ask('porthole cl')).toEqual(['cluster-info'])
  expect(ask('porthole list --al')).toEqual(['--all-namespaces'])
  expect(ask('porthole completion z')).toEqual(['zsh'])
  expect(ask('porthole list -o y')).toEqual(['yaml'])
})
