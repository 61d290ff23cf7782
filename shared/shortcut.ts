import type { ScreenId } from './screen.ts'

type Digit = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** What a key means that is pressed while an embedded page has the focus. */
export type Shortcut =
  | 'reopen-tab'
  | 'tab-left'
  | 'tab-right'
  | 'split'
  | 'palette'
  | 'search'
  | `place-${Digit}`
  | `cluster-${Digit}`
  | 'next-pane'
  | 'previous-pane'
  | 'close-tab'
  | 'next-tab'
  | 'previous-tab'
  | 'address'
  | 'find'
  | ScreenId
