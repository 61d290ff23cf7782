import type { ScreenId } from './screen.ts'

/** What a key means that is pressed while an embedded page has the focus. */
export type Shortcut =
  | 'reopen-tab'
  | 'tab-left'
  | 'tab-right'
  | 'split'
  | 'palette'
  | 'search'
  | 'show-services'
  | 'close-tab'
  | 'next-tab'
  | 'previous-tab'
  | 'address'
  | 'find'
  | ScreenId
