/** What a key does in the list. */
export type ListCommand =
  | { do: 'move'; by: number }
  | { do: 'edge'; to: 'first' | 'last' }
  | { do: 'open' | 'ports' | 'copy' | 'copy-menu' | 'clear' | 'pin' | 'details' }

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Keys that are letters: commands only where no text is typed. */
const letters: Readonly<Record<string, ListCommand>> = {
  j: { do: 'move', by: 1 },
  k: { do: 'move', by: -1 },
  g: { do: 'edge', to: 'first' },
  G: { do: 'edge', to: 'last' },
  c: { do: 'copy' },
  C: { do: 'copy-menu' },
  p: { do: 'pin' },
  i: { do: 'details' },
}

/** How many rows Page Up and Page Down pass. */
const page = 12

/**
 * The list's command for a key.
 *
 * @param inField the caret is in the search field, whose Home, End and copying of selected text stay its own
 * @param mac Cmd takes the place of Ctrl
 */
export function listCommandOf(event: KeyPress, inField: boolean, mac: boolean): ListCommand | undefined {
  const mod = mac ? event.metaKey : event.ctrlKey
  if (mod && !event.altKey && event.key.toLowerCase() === 'c') return { do: event.shiftKey ? 'copy-menu' : 'copy' }
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const letter = inField ? undefined : letters[event.key]
  if (letter) return letter
  switch (event.key) {
    case 'ArrowDown':
      return { do: 'move', by: 1 }
    case 'ArrowUp':
      return { do: 'move', by: -1 }
    case 'PageDown':
      return { do: 'move', by: page }
    case 'PageUp':
      return { do: 'move', by: -page }
    case 'Home':
      return inField ? undefined : { do: 'edge', to: 'first' }
    case 'End':
      return inField ? undefined : { do: 'edge', to: 'last' }
    case 'Enter':
      return { do: event.shiftKey ? 'ports' : 'open' }
    case 'Escape':
      return { do: 'clear' }
    default:
      return undefined
  }
}
