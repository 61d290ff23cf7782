import type { Verdict } from './navigation.ts'

/** What was under the pointer: the fields of Electron's ContextMenuParams that decide. */
export interface MenuPlace {
  linkURL: string
  srcURL: string
  mediaType: string
  /** It has been loaded. */
  hasImageContents: boolean
  selectionText: string
  isEditable: boolean
  editFlags: {
    canCut: boolean
    canCopy: boolean
    canPaste: boolean
    canSelectAll: boolean
    canUndo: boolean
    canRedo: boolean
  }
}

/** Roles are the system's own items, with its words and keys. */
export type PageMenuItem =
  | 'separator'
  | { role: 'cut' | 'copy' | 'paste' | 'selectAll' | 'undo' | 'redo'; enabled: boolean }
  | { label: string; enabled: boolean; does: MenuAct }

export type MenuAct =
  | { act: 'back' | 'forward' | 'reload' | 'print' | 'inspect' | 'find' | 'copy-image' }
  | { act: 'copy-text'; text: string }
  | { act: 'follow' | 'open-beside'; url: string }
  | { act: 'save'; url: string }

export interface MenuState {
  /** Where the link leads: see `judgeNavigation`. */
  linkGoes: Verdict['go']
  mayOpenBeside: boolean
  canGoBack: boolean
  canGoForward: boolean
}

/** The menu of a place on a page, most particular first. */
export function pageMenu(place: MenuPlace, state: MenuState): PageMenuItem[] {
  const { linkURL, srcURL, mediaType, selectionText, isEditable, editFlags } = place
  const groups: PageMenuItem[][] = []
  if (linkURL !== '') {
    groups.push([...linkItems(linkURL, state), item('Copy Link', { act: 'copy-text', text: linkURL })])
  }
  if (mediaType === 'image' && srcURL !== '') {
    groups.push([
      item('Save Image…', { act: 'save', url: srcURL }),
      item('Copy Image', { act: 'copy-image' }, place.hasImageContents),
      item('Copy Image Address', { act: 'copy-text', text: srcURL }),
    ])
  }
  if (isEditable) {
    groups.push([
      { role: 'undo', enabled: editFlags.canUndo },
      { role: 'redo', enabled: editFlags.canRedo },
    ])
    groups.push([
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ])
  } else if (selectionText.trim() !== '') groups.push([{ role: 'copy', enabled: editFlags.canCopy }])
  if (groups.length === 0) {
    groups.push([
      item('Back', { act: 'back' }, state.canGoBack),
      item('Forward', { act: 'forward' }, state.canGoForward),
      item('Reload', { act: 'reload' }),
    ])
    groups.push([
      { role: 'selectAll', enabled: editFlags.canSelectAll },
      item('Find…', { act: 'find' }),
      item('Print…', { act: 'print' }),
    ])
  }
  groups.push([item('Inspect', { act: 'inspect' })])
  return groups.flatMap((group, at) => (at === 0 ? group : ['separator' as const, ...group]))
}

/** What can be done with a link by where it leads; one that leads nowhere, as `mailto:` does here, is copied alone. */
function linkItems(url: string, { linkGoes, mayOpenBeside }: MenuState): PageMenuItem[] {
  switch (linkGoes) {
    case 'here':
      return [
        item('Open Link', { act: 'follow', url }),
        item('Open Link in New Tab', { act: 'open-beside', url }, mayOpenBeside),
        item('Save Link As…', { act: 'save', url }),
      ]
    case 'tab':
      return [item('Open Link in Its Tab', { act: 'follow', url })]
    case 'outside':
      return [item('Open Link in Browser', { act: 'follow', url })]
    case 'nowhere':
      return []
  }
}

function item(label: string, does: MenuAct, enabled = true): PageMenuItem {
  return { label, enabled, does }
}
