/** What was under the pointer: the fields of Electron's ContextMenuParams that decide. */
export interface MenuPlace {
  linkURL: string
  srcURL: string
  mediaType: string
  selectionText: string
  isEditable: boolean
  editFlags: { canCut: boolean; canCopy: boolean; canPaste: boolean; canSelectAll: boolean; canUndo: boolean }
}

/** Roles are the system's own items, with its words and keys. */
export type PageMenuItem =
  | 'separator'
  | { role: 'cut' | 'copy' | 'paste' | 'selectAll' | 'undo'; enabled: boolean }
  | { label: string; enabled: boolean; does: MenuAct }

export type MenuAct =
  | { act: 'back' | 'forward' | 'reload' | 'print' | 'inspect' | 'find' }
  | { act: 'copy-text'; text: string }
  | { act: 'follow'; url: string }
  | { act: 'save'; url: string }

export interface MenuState {
  canGoBack: boolean
  canGoForward: boolean
}

/** The menu of a place on a page, most particular first. */
export function pageMenu(place: MenuPlace, { canGoBack, canGoForward }: MenuState): PageMenuItem[] {
  const { linkURL, srcURL, mediaType, selectionText, isEditable, editFlags } = place
  const groups: PageMenuItem[][] = []
  if (linkURL !== '') {
    groups.push([
      item('Open Link', { act: 'follow', url: linkURL }),
      item('Copy Link', { act: 'copy-text', text: linkURL }),
    ])
  }
  if (mediaType === 'image' && srcURL !== '') {
    groups.push([
      item('Save Image…', { act: 'save', url: srcURL }),
      item('Copy Image Address', { act: 'copy-text', text: srcURL }),
    ])
  }
  if (isEditable) {
    groups.push([{ role: 'undo', enabled: editFlags.canUndo }])
    groups.push([
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ])
  } else if (selectionText.trim() !== '') groups.push([{ role: 'copy', enabled: editFlags.canCopy }])
  if (groups.length === 0) {
    groups.push([
      item('Back', { act: 'back' }, canGoBack),
      item('Forward', { act: 'forward' }, canGoForward),
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

function item(label: string, does: MenuAct, enabled = true): PageMenuItem {
  return { label, enabled, does }
}
