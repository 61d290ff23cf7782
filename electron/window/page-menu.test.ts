import { expect, test } from 'vitest'
import { pageMenu, type MenuPlace, type MenuState } from './page-menu.ts'

const flags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true, canUndo: false, canRedo: true }
const nowhere: MenuPlace = {
  linkURL: '',
  srcURL: '',
  mediaType: 'none',
  hasImageContents: true,
  selectionText: '',
  isEditable: false,
  editFlags: flags,
}
const state: MenuState = { canGoBack: true, canGoForward: false, linkGoes: 'here', mayOpenBeside: true }
const words = (place: Partial<MenuPlace>, more: Partial<MenuState> = {}): string =>
  pageMenu({ ...nowhere, ...place }, { ...state, ...more })
    .map((item) =>
      item === 'separator' ? '|' : `${'role' in item ? item.role : item.label}${item.enabled ? '' : ' (off)'}`,
    )
    .join(' ')
const link = 'Open Link Open Link in New Tab Save Link As… Copy Link'

test.each<[string, Partial<MenuPlace>, string, Partial<MenuState>?]>([
  ['an empty place', {}, 'Back Forward (off) Reload | selectAll Find… Print… | Inspect'],
  ['a link', { linkURL: 'http://x/' }, `${link} | Inspect`],
  [
    'a link beside as many windows as may be',
    { linkURL: 'http://x/' },
    'Open Link Open Link in New Tab (off) Save Link As… Copy Link | Inspect',
    { mayOpenBeside: false },
  ],
  [
    'a link to another Service',
    { linkURL: 'http://y/' },
    'Open Link in Its Tab Copy Link | Inspect',
    { linkGoes: 'tab' },
  ],
  [
    'a link that leads out',
    { linkURL: 'http://z/' },
    'Open Link in Browser Copy Link | Inspect',
    { linkGoes: 'outside' },
  ],
  ['an address of mail', { linkURL: 'mailto:a@b' }, 'Copy Link | Inspect', { linkGoes: 'nowhere' }],
  ['a selection', { selectionText: 'words' }, 'copy | Inspect'],
  ['a link that is selected', { linkURL: 'http://x/', selectionText: 'x' }, `${link} | copy | Inspect`],
  ['a field', { isEditable: true }, 'undo (off) redo | cut copy paste selectAll | Inspect'],
  ['an image', { mediaType: 'image', srcURL: 'http://x/a.png' }, 'Save Image… Copy Image Copy Image Address | Inspect'],
])('%s', (_name, place, expected, more) => expect(words(place, more)).toBe(expected))
