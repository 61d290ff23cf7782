import { clipboard, Menu, type BrowserWindow, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { Verdict } from './navigation.ts'
import { pageMenu, type MenuAct, type PageMenuItem } from './page-menu.ts'

export interface MenuActions {
  act: (action: 'back' | 'forward' | 'reload' | 'print') => void
  find: () => void
  /** Goes where a click on the link would. */
  follow: (url: string) => void
  /** Where that is. */
  judge: (url: string) => Verdict['go']
  mayOpenBeside: () => boolean
  /** Opens it in a tab beside the page, whose user stays with the page. */
  openBeside: (url: string) => void
}

/** Opens the system's own menu where a page is asked for one. */
export function showPageMenu(window: BrowserWindow, contents: WebContents, actions: MenuActions): void {
  contents.on('context-menu', (_event, params) => {
    const history = contents.navigationHistory
    const state = {
      canGoBack: history.canGoBack(),
      canGoForward: history.canGoForward(),
      linkGoes: actions.judge(params.linkURL),
      mayOpenBeside: actions.mayOpenBeside(),
    }
    const run = (does: MenuAct): void => {
      if (does.act === 'inspect') contents.inspectElement(params.x, params.y)
      else if (does.act === 'copy-text') void clipboard.writeText(does.text)
      else if (does.act === 'follow') actions.follow(does.url)
      else if (does.act === 'open-beside') actions.openBeside(does.url)
      else if (does.act === 'copy-image') contents.copyImageAt(params.x, params.y)
      else if (does.act === 'save') contents.downloadURL(does.url)
      else if (does.act === 'find') actions.find()
      else actions.act(does.act)
    }
    Menu.buildFromTemplate(pageMenu(params, state).map((item) => template(item, run))).popup({ window })
  })
}

function template(item: PageMenuItem, run: (does: MenuAct) => void): MenuItemConstructorOptions {
  if (item === 'separator') return { type: 'separator' }
  if ('role' in item) return item
  return { label: item.label, enabled: item.enabled, click: () => run(item.does) }
}
