/** What a key does in the palette. */
export type PaletteKey = { do: 'move'; by: number; wrap: boolean } | { do: 'run' | 'copy' | 'pin' | 'leave' }

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** How many lines Page Up and Page Down pass. */
const page = 8

/** The palette's command for a key; the keys of the window do nothing under it, besides the one that opened it. */
export function paletteCommandOf(
  { key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress,
  mac: boolean,
): PaletteKey | undefined {
  if (altKey) return undefined
  const mod = mac ? metaKey : ctrlKey
  const letter = key.toLowerCase()
  // As in a shell, and everywhere on a Mac.
  if (ctrlKey && letter === 'n') return { do: 'move', by: 1, wrap: true }
  if (ctrlKey && letter === 'p') return { do: 'move', by: -1, wrap: true }
  if (mod && letter === 'k') return { do: 'leave' }
  if (mod && letter === 'c' && !shiftKey) return { do: 'copy' }
  // As browsers keep a page.
  if (mod && letter === 'd' && !shiftKey) return { do: 'pin' }
  if (ctrlKey || metaKey) return undefined
  switch (key) {
    case 'ArrowDown':
      return { do: 'move', by: 1, wrap: true }
    case 'ArrowUp':
      return { do: 'move', by: -1, wrap: true }
    // The field is all there is to focus: Tab would only lead out of the window.
    case 'Tab':
      return { do: 'move', by: shiftKey ? -1 : 1, wrap: true }
    case 'PageDown':
      return { do: 'move', by: page, wrap: false }
    case 'PageUp':
      return { do: 'move', by: -page, wrap: false }
    case 'Enter':
      return { do: 'run' }
    case 'Escape':
      return { do: 'leave' }
    default:
      return undefined
  }
}
