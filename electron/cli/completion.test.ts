import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandNames, type ShellName, shells } from './commands.ts'
import { completionScript, kubectlCompletion } from './completion.ts'

// Where a shell is not installed there is nothing to ask: Windows has none, and few machines have all three.
const has = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined
const bash = has('bash')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'porthole-completion-'))
  // In the place of the program: what a hostile server may call its Services is in the list.
  writeFileSync(
    join(folder, 'porthole'),
    `#!/bin/sh\nprintf '%s\\n' 'shop/cart' 'shop/$(touch ${folder}/done)' 'shop/\`touch ${folder}/done\`' 'shop/a;b' 'shop/*'\n`,
    { mode: 0o755 },
  )
  writeFileSync(join(folder, 'bash'), completionScript('bash'))
  writeFileSync(join(folder, 'kubectl'), kubectlCompletion(join(folder, 'bash')), { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true }))

function said(command: string, args: readonly string[], input = ''): string[] {
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` }
  const { stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8', env, cwd: folder })
  expect(stderr).toBe('')
  return stdout.split('\n').filter((line) => line !== '')
}

function inBash(line: string): string[] {
  const words = line.split(' ')
  const ask = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _porthole`
  return said('bash', ['--norc'], `${completionScript('bash')}\n${ask}; printf '%s\\n' "\${COMPREPLY[@]}"`)
}

describe.each(shells)('the completion for %s', (shell: ShellName) => {
  it.each(commandNames)('knows the command %s', (name) => expect(completionScript(shell)).toContain(name))

  it.runIf(has(shell))('is a script that the shell can read', () => {
    const file = join(folder, `script.${shell}`)
    writeFileSync(file, completionScript(shell))
    expect(said(shell, ['-n', file])).toEqual([])
  })
})

describe.runIf(bash)('in bash', () => {
  it.each([
    ['porthole cl', ['cluster-info']],
    ['porthole help cl', ['cluster-info']],
    ['porthole --he', ['--headless', '--help']],
    ['porthole list --al', ['--all-namespaces']],
    ['porthole list -o ', ['text', 'json', 'yaml', 'name']],
    ['porthole url -o ', ['text', 'json', 'yaml']],
    ['porthole list --context ', []],
    ['porthole completion z', ['zsh']],
  ])('%j becomes %j', (line, words) => expect(inBash(line)).toEqual(words))

  it('names Services, and neither carries out nor offers what a hostile server calls one', () => {
    expect(inBash('porthole open ')).toEqual(['shop/cart'])
    expect(existsSync(join(folder, 'done'))).toBe(false)
  })

  it('has the same words for kubectl porthole', () => {
    expect(said(join(folder, 'kubectl'), ['completion', ''])).toEqual(['bash', 'zsh', 'fish', ':4'])
    expect(said(join(folder, 'kubectl'), ['open', 'shop/'])).toEqual(['shop/cart', ':4'])
    expect(said(join(folder, 'kubectl'), ['open', 'nothing'])).toEqual([':4'])
  })
})

it.runIf(has('fish'))('fish describes commands as the help does, and knows formats and Services', () => {
  const file = join(folder, 'porthole.fish')
  writeFileSync(file, completionScript('fish'))
  const ask = (line: string): string[] => said('fish', ['--no-config', '-c', `source ${file}; complete -C '${line}'`])
  expect(ask('porthole diag')).toEqual([
    'diagnostics\tprint what helps a report: versions, crashes, the last of the log; no credentials',
  ])
  expect(ask('porthole url -o j').map((line) => line.split('\t')[0])).toEqual(['json'])
  expect(ask('porthole open shop/c')).toEqual(['shop/cart'])
})

it.runIf(has('zsh'))('zsh completes the first time that its function is read', () => {
  writeFileSync(join(folder, '_porthole'), completionScript('zsh'))
  // What compinit makes of a file in fpath; compadd, which asks for a prompt to complete at, says what it was given.
  const script = `fpath=(${folder}); autoload -Uz _porthole; compadd() { print -l -- "\${@[2,-1]}" }; words=(porthole completion ''); CURRENT=3; _porthole`
  expect(said('zsh', ['-f', '-c', script])).toEqual(['bash', 'zsh', 'fish'])
})
