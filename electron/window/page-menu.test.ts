import { expect, test } from 'vitest'
import { pageMenu, type MenuPlace } from './page-menu.ts'

const flags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true, canUndo: false }
const nowhere: MenuPlace = {
  linkURL: '',
  srcURL: '',
  mediaType: 'none',
  selectionText: '',
  isEditable: false,
  editFlags: flags,
}
const words = (place: Partial<MenuPlace>): string =>
  pageMenu({ ...nowhere, ...place }, { canGoBack: true, canGoForward: false })
    .map((item) =>
      item === 'separator' ? '|' : `${'role' in item ? item.role : item.label}${item.enabled ? '' : ' (off)'}`,
    )
    .join(' ')

test.each<[string, Partial<MenuPlace>, string]>([
  ['an empty place', {}, 'Back Forward (off) Reload | selectAll Find… Print… | Inspect'],
  ['a link', { linkURL: 'http://x/' }, 'Open Link Copy Link | Inspect'],
  ['a selection', { selectionText: 'words' }, 'copy | Inspect'],
  ['a link that is selected', { linkURL: 'http://x/', selectionText: 'x' }, 'Open Link Copy Link | copy | Inspect'],
  ['a field', { isEditable: true }, 'undo (off) | cut copy paste selectAll | Inspect'],
  ['an image', { mediaType: 'image', srcURL: 'http://x/a.png' }, 'Save Image… Copy Image Address | Inspect'],
])('%s', (_name, place, expected) => expect(words(place)).toBe(expected))
