const otherNames: Record<string, string> = { Mod: 'Ctrl', Nth: 'Alt' }
const macNames: Record<string, string> = { Mod: '⌘', Nth: '⌃', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩' }

/** Keys as this system's keyboard names them: `Mod` is Cmd on a Mac and Ctrl elsewhere, `Nth` is Ctrl and Alt. */
export function keysFor(keys: string, mac: boolean): string {
  return keys
    .split(' ')
    .map((key) => (mac ? (macNames[key] ?? key) : (otherNames[key] ?? key)))
    .join(' ')
}
