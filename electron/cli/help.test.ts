import { describe, expect, it } from 'vitest'
import { commandNames, commands, flags } from './commands.ts'
import { helpText, manPage } from './help.ts'

describe.each([
  ['help', helpText()],
  ['man page', manPage('1.2.3', '2026-11-28').replaceAll('\\-', '-')],
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
