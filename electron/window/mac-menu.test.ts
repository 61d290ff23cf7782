import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import type { HelpItem } from '../../shared/help.ts'
import { macMenu } from './mac-menu.ts'

function items(menu: readonly MenuItemConstructorOptions[], role: string): MenuItemConstructorOptions[] {
  const submenu = menu.find((one) => one.role === role)?.submenu
  return Array.isArray(submenu) ? submenu : []
}
/** As a person who clicks; none of our items looks at the arguments. */
function click(item: MenuItemConstructorOptions | undefined): void {
  const clicked = item?.click as (() => void) | undefined
  clicked?.()
}

it('has help, each item of which does its own thing', () => {
  const asked: HelpItem[] = []
  const menu = macMenu({ settings: () => undefined, help: (item) => void asked.push(item) })
  expect(items(menu, 'help').map(({ label }) => label)).toEqual([
    'Keys',
    'Copy Diagnostics',
    'Show Log',
    'Report a Problem…',
    'Check for Updates…',
  ])
  for (const item of items(menu, 'help')) click(item)
  expect(asked).toEqual(['keys', 'diagnostics', 'log', 'report', 'updates'])
})

it('shows the settings, and offers nothing before there is a window', () => {
  let shown = 0
  const settings = (menu: MenuItemConstructorOptions[]) =>
    items(menu, 'appMenu').find(({ label }) => label === 'Settings…')
  click(settings(macMenu({ settings: () => (shown += 1), help: () => undefined })))
  expect(shown).toBe(1)
  const early = macMenu(undefined)
  for (const item of [settings(early), ...items(early, 'help')]) expect(item?.enabled).toBe(false)
})
