import type { Shortcut } from '../../shared/shortcut.ts'
import type { ZoomAction } from './zoom.ts'

/** The fields of Electron's `Input` that decide. */
export interface KeyInput {
  type: string
  key: string
  /** The key by its place on the keyboard. */
  code: string
  isAutoRepeat: boolean
  isComposing: boolean
  control: boolean
  meta: boolean
  alt: boolean
  shift: boolean
}

/** What main does with the page by itself. */
export type PageAction = 'back' | 'forward' | 'reload' | 'devtools' | 'print' | ZoomAction

/** A shortcut for the renderer, an action on the page, or a key that does nothing but must not reach the page either. */
export type KeyMeaning = { shortcut: Shortcut } | { action: PageAction } | 'nothing'

/** No page gets these, as in a browser: they are the way out of it. */
const kept: ReadonlySet<Shortcut> = new Set<Shortcut>(['close-tab', 'reopen-tab', 'next-tab', 'previous-tab'])

export const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

type Keys = ReadonlyMap<string, KeyMeaning>

/** Keys with Control, or Command on macOS, and no other modifier. */
const withCommand: Keys = new Map<string, KeyMeaning>([
  ['w', { shortcut: 'close-tab' }],
  ['k', { shortcut: 'palette' }],
  ['l', { shortcut: 'address' }],
  [',', { shortcut: 'settings' }],
  ['\\', { shortcut: 'split' }],
  ['r', { action: 'reload' }],
  ['f', { shortcut: 'find' }],
  ['p', { action: 'print' }],
  // Where plus needs Shift, browsers take the key without it too.
  ['=', { action: 'zoom-in' }],
  ['+', { action: 'zoom-in' }],
  ['-', { action: 'zoom-out' }],
  ['0', { action: 'zoom-reset' }],
])
const withShift: Keys = new Map<string, KeyMeaning>([
  ['t', { shortcut: 'reopen-tab' }],
  ['d', { shortcut: 'dashboards' }],
  ['e', { shortcut: 'traffic' }],
  ['f', { shortcut: 'connections' }],
  ['+', { action: 'zoom-in' }],
])
const macBrackets: Keys = new Map<string, KeyMeaning>([
  ['[', { action: 'back' }],
  [']', { action: 'forward' }],
])
const withAlt: Keys = new Map<string, KeyMeaning>([
  ['ArrowLeft', { action: 'back' }],
  ['ArrowRight', { action: 'forward' }],
])
const alone: Keys = new Map<string, KeyMeaning>([
  ['F5', { action: 'reload' }],
  ['F6', { shortcut: 'next-pane' }],
  ['F12', { action: 'devtools' }],
])

/**
 * What a key means that was pressed in an embedded page; undefined leaves it to the page.
 *
 * @param platform `process.platform`: macOS has Command for Control, and moves the cursor by a word with Alt and an arrow
 */
export function keyMeaning(input: KeyInput, platform: string): KeyMeaning | undefined {
  if (input.type !== 'keyDown' || input.isComposing) return undefined
  const meaning = lookUp(input, platform === 'darwin')
  // A key that is held down must not close one tab after the other.
  return meaning && input.isAutoRepeat && !isPagesFirst(input, meaning, platform) ? 'nothing' : meaning
}

/**
 * Whether a page may use a key itself before it means something to Porthole, as in a browser: a terminal has its own Control
 * and R. Not on macOS, where Command is rarely a page's.
 */
export function isPagesFirst({ key, code }: KeyInput, meaning: KeyMeaning, platform: string): boolean {
  if (platform === 'darwin' || meaning === 'nothing') return false
  // The key in the place of a backslash is another one to the window's menu, by which it would come back.
  if (code === 'Backslash' && key !== '\\') return false
  return 'action' in meaning || !kept.has(meaning.shortcut)
}

function lookUp({ key, code, control, meta, alt, shift }: KeyInput, mac: boolean): KeyMeaning | undefined {
  // Control and Tab on macOS too. Control with Alt is AltGr on Windows: it writes characters.
  if (key === 'Tab' && control && !alt && !meta) return { shortcut: shift ? 'previous-tab' : 'next-tab' }
  if (shift && control && !alt && !meta && key === 'PageUp') return { shortcut: 'tab-left' }
  if (shift && control && !alt && !meta && key === 'PageDown') return { shortcut: 'tab-right' }
  const command = mac ? meta && !control : control && !meta
  if (shift && key === 'F6' && !control && !meta && !alt) return { shortcut: 'previous-pane' }
  const digit = shift ? undefined : digitOf(code)
  // Option with a digit writes a character on macOS.
  const forCluster = mac ? control && !meta && !alt : alt && !control && !meta
  if (digit !== undefined && forCluster) return { shortcut: `cluster-${digit}` }
  if (digit !== undefined && command && !alt) return { shortcut: `place-${digit}` }
  if (shift) return command && !alt ? withShift.get(key.toLowerCase()) : undefined
  const modifiers = `${control ? 'C' : ''}${meta ? 'M' : ''}${alt ? 'A' : ''}`
  // Where a backslash needs AltGr, the key that has its place will do.
  const folded = code === 'Backslash' ? '\\' : key.length === 1 ? key.toLowerCase() : key
  if (modifiers === '') return alone.get(folded)
  if (modifiers === (mac ? 'M' : 'C')) return withCommand.get(folded) ?? (mac ? macBrackets.get(folded) : undefined)
  return modifiers === 'A' && !mac ? withAlt.get(folded) : undefined
}

/** By position: with Shift-less digit rows some layouts give another character. */
function digitOf(code: string): (typeof digits)[number] | undefined {
  const digit = Number(/^Digit([1-9])$/.exec(code)?.[1])
  return digits.find((one) => one === digit)
}
