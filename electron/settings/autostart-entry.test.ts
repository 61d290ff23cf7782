import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { autostartEntry, autostartPath, keepAutostart } from './autostart-entry.ts'

let home: string
let file: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'porthole-autostart-'))
  file = autostartPath(home, undefined)
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

it.each([
  [undefined, '/home/ada/.config/autostart/porthole.desktop'],
  ['/etc/ada', '/etc/ada/autostart/porthole.desktop'],
  ['not/absolute', '/home/ada/.config/autostart/porthole.desktop'],
])('is found with XDG_CONFIG_HOME %s at %s', (config, expected) => {
  expect(autostartPath('/home/ada', config)).toBe(expected)
})

it.each([
  [['/opt/Porthole/porthole', '--hidden'], '/opt/Porthole/porthole --hidden'],
  [['/home/ada/My Apps/porthole'], '"/home/ada/My Apps/porthole"'],
  [['/a$b/`c`/100%/"d"'], '"/a\\\\$b/\\\\`c\\\\`/100%%/\\\\"d\\\\""'],
  [['/a b\\c'], '"/a b\\\\\\\\c"'],
])('quotes %j as a desktop reads it', (command, expected) => {
  expect(autostartEntry(command).split('\n')).toContain(`Exec=${expected}`)
})

describe('the entry', () => {
  const command = ['/opt/Porthole/porthole', '--hidden']

  it('is written for the person alone, follows the program, and is removed', async () => {
    await keepAutostart(file, true, ['/old/porthole'])
    await keepAutostart(file, true, command)
    expect(readFileSync(file, 'utf8')).toBe(autostartEntry(command))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await keepAutostart(file, false, command)
    expect(readdirSync(dirname(file))).toEqual([])
    await keepAutostart(file, false, command)
  })

  it.each([true, false])('that the person has made stays as it is (%s)', async (wanted) => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '[Desktop Entry]\nExec=porthole --demo\n')
    await keepAutostart(file, wanted, command)
    expect(readFileSync(file, 'utf8')).toBe('[Desktop Entry]\nExec=porthole --demo\n')
  })

  it('says where it cannot be written', async () => {
    writeFileSync(join(home, '.config'), 'a file where a folder should be')
    await expect(keepAutostart(file, true, command)).rejects.toThrow(`${file} cannot be written (ENOTDIR).`)
  })
})
