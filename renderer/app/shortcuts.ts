import type { ScreenId } from '../../shared/screen.ts'
import type { Shortcut } from '../../shared/shortcut.ts'

/** What a key does anywhere in the window. */
export type Command =
  | { do: 'place' | 'pin' | 'cluster'; place: number }
  | {
      do:
        | 'search'
        | 'palette'
        | 'keys'
        | 'next-pane'
        | 'previous-pane'
        | 'close-tab'
        | 'reopen-tab'
        | 'tab-left'
        | 'tab-right'
        | 'split'
        | 'next-tab'
        | 'previous-tab'
        | 'address'
        | 'reload'
        | 'back'
        | 'forward'
        | 'find'
        | 'print'
        | 'zoom-in'
        | 'zoom-out'
        | 'zoom-reset'
        | ScreenId
    }

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const withMod: Record<string, Command> = {
  f: { do: 'find' },
  k: { do: 'palette' },
  w: { do: 'close-tab' },
  l: { do: 'address' },
  r: { do: 'reload' },
  p: { do: 'print' },
  '=': { do: 'zoom-in' },
  '+': { do: 'zoom-in' },
  '-': { do: 'zoom-out' },
  0: { do: 'zoom-reset' },
  ',': { do: 'settings' },
  '\\': { do: 'split' },
}
const withModAndShift: Record<string, Command> = {
  t: { do: 'reopen-tab' },
  // Where plus needs Shift it is a plus all the same.
  '+': { do: 'zoom-in' },
  d: { do: 'dashboards' },
  e: { do: 'traffic' },
  f: { do: 'connections' },
}

/** The command for a key that main saw in an embedded page. */
export function commandFor(shortcut: Shortcut): Command {
  const [, to, digit] = /^(place|cluster)-(\d)$/.exec(shortcut) ?? []
  if (to !== undefined) return { do: to as 'place' | 'cluster', place: Number(digit) }
  return { do: shortcut } as Command
}

/**
 * The command for a key.
 *
 * @param typing the caret is in a text field, where a plain character is only that
 * @param mac Cmd takes the place of Ctrl; Ctrl+Tab is the same everywhere
 */
export function commandOf(event: KeyPress, typing: boolean, mac: boolean): Command | undefined {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
  if (ctrlKey && !metaKey && !altKey && key === 'Tab') return { do: shiftKey ? 'previous-tab' : 'next-tab' }
  if (ctrlKey && shiftKey && !metaKey && !altKey) {
    if (key === 'PageUp') return { do: 'tab-left' }
    if (key === 'PageDown') return { do: 'tab-right' }
  }
  if (altKey && !ctrlKey && !metaKey && !shiftKey && !typing) {
    if (key === 'ArrowLeft') return { do: 'back' }
    if (key === 'ArrowRight') return { do: 'forward' }
  }
  // By position: with Shift-less digit rows some layouts give another character.
  const digit = shiftKey ? undefined : /^Digit([1-9])$/.exec(code)?.[1]
  // Option with a digit writes a character on a Mac.
  const forCluster = mac ? ctrlKey && !metaKey && !altKey : altKey && !ctrlKey && !metaKey
  if (digit !== undefined && forCluster) return { do: 'cluster', place: Number(digit) }
  if (altKey) return undefined
  if (mac ? metaKey && !ctrlKey : ctrlKey && !metaKey) {
    if (digit !== undefined) return { do: 'place', place: Number(digit) }
    // Where a backslash needs AltGr, the key that has its place will do.
    return (shiftKey ? withModAndShift : withMod)[code === 'Backslash' ? '\\' : key.toLowerCase()]
  }
  if (ctrlKey || metaKey) return undefined
  if (key === 'F6') return { do: shiftKey ? 'previous-pane' : 'next-pane' }
  if (key === 'F5') return { do: 'reload' }
  if (typing) return undefined
  if (key === '/') return { do: 'search' }
  if (/^[1-9]$/.test(key)) return { do: 'pin', place: Number(key) }
  return key === '?' ? { do: 'keys' } : undefined
}
